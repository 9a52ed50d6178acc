package dev.surety.burn;

import dev.surety.contract.BurnAction;
import dev.surety.contract.BurnState;
import dev.surety.contract.Contract;
import dev.surety.event.SliceWindow;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is done by itself while budgets burn, and why.
 *
 * @param causes for each action in force the objective that asks for it; of several the one that is worst
 */
public record ActionsInForce(Map<BurnAction, Cause> causes) {

    public static final ActionsInForce NONE = new ActionsInForce(Map.of());

    public ActionsInForce {
        causes = Map.copyOf(causes);
    }

    /**
     * Why an action is in force.
     *
     * @param objective that asks for it
     * @param state     that it is in
     * @param reason    why it is in that state, for a person
     */
    public record Cause(String objective, BurnState state, String reason) {}

    /**
     * What the rules of a contract ask for.
     *
     * @param standings by objective; one that is missing asks for nothing
     */
    public static ActionsInForce of(Contract.ErrorBudget rules, Map<String, Standing> standings) {
        var causes = new EnumMap<BurnAction, Cause>(BurnAction.class);
        for (var rule : rules.actions()) {
            var objective = rule.slice() == null ? SliceWindow.ANSWER : rule.slice().label();
            var standing = standings.get(objective);
            if (standing != null && standing.state().atLeast(rule.from())) {
                var cause = new Cause(objective, standing.state(), standing.reason());
                rule.act().forEach(action -> causes.merge(action, cause, ActionsInForce::worse));
            }
        }
        return new ActionsInForce(causes);
    }

    public Set<BurnAction> actions() {
        return causes.keySet();
    }

    public boolean has(BurnAction action) {
        return causes.containsKey(action);
    }

    public Optional<Cause> cause(BurnAction action) {
        return Optional.ofNullable(causes.get(action));
    }

    private static Cause worse(Cause one, Cause other) {
        return other.state().compareTo(one.state()) > 0 ? other : one;
    }
}
