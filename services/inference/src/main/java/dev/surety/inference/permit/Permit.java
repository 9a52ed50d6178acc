package dev.surety.inference.permit;

import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.inference.authorize.Granted;
import dev.surety.inference.stage.Note;
import dev.surety.inference.stage.Stage;
import dev.surety.policy.Decision;
import dev.surety.policy.Resource;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Asks whether the caller may put this question, before anything is looked up. Without a rule that allows it the request ends here. */
@ApplicationScoped
public class Permit implements Stage<Granted, Permitted> {

    private final Rules rules;

    Permit(Rules rules) {
        this.rules = rules;
    }

    @Override
    public String name() {
        return "permit";
    }

    @Override
    public Uni<Permitted> run(Granted granted) {
        return Uni.createFrom().item(() -> permitted(granted));
    }

    private Permitted permitted(Granted granted) {
        var question = granted.question();
        var decision = rules.ask(granted, Resource.ask(question.text(), question.mode().label()));
        var reason = decision.rule() + ": " + decision.reason();
        if (decision.isAllowed()) {
            return new Permitted.Allowed(granted, new Note("", "allowed", reason));
        }
        return decision.said()
                .map(words -> new Permitted.Refused(granted, words, new Note("", "refused", reason)))
                .orElseThrow(() -> forbidden(decision));
    }

    private static ProblemException forbidden(Decision decision) {
        return new ProblemException(
                ProblemType.FORBIDDEN, "the rule " + decision.rule() + " of the contract does not let you ask this: " + decision.reason());
    }
}
