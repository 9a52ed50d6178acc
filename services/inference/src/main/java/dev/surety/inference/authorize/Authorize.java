package dev.surety.inference.authorize;

import dev.surety.edge.GrantExchange;
import dev.surety.edge.GrantExchange.HeldGrant;
import dev.surety.inference.admit.Question;
import dev.surety.inference.admit.Shed;
import dev.surety.inference.stage.Note;
import dev.surety.inference.stage.Stage;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Exchanges the caller's token for a grant. Without a grant the request ends here. */
@ApplicationScoped
public class Authorize implements Stage<Question, Granted> {

    private final GrantExchange exchange;

    Authorize(GrantExchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public String name() {
        return "authorize";
    }

    @Override
    public Uni<Granted> run(Question question) {
        return exchange.forBearer(
                        question.authorization(), question.journal().requestId().toString(), question.within(question.contract().contract().slices().authorize().timeout()))
                .map(held -> new Granted(question, held, note(held)))
                .invoke(Authorize::refuseWhatIsShed);
    }

    /** Admission knew what the caller says of itself; the roles are known only now. */
    private static void refuseWhatIsShed(Granted granted) {
        if (Shed.is(granted.priority(), granted.question().acting())) {
            throw Shed.refusal(granted.priority());
        }
    }

    private static Note note(HeldGrant held) {
        var grant = held.grant();
        return new Note(
                grant.tags().size() + " tags, clearance " + grant.clearance(),
                "granted",
                "grant " + grant.id() + " until " + grant.expiresAt());
    }
}
