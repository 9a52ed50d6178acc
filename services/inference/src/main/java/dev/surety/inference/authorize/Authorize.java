package dev.surety.inference.authorize;

import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.edge.GrantExchange;
import dev.surety.edge.GrantExchange.HeldGrant;
import dev.surety.inference.admit.Question;
import dev.surety.inference.stage.Note;
import dev.surety.inference.stage.Stage;
import dev.surety.slo.Enforcement;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Exchanges the caller's token for a grant. Without a grant the request ends here. */
@ApplicationScoped
public class Authorize implements Stage<Question, Granted> {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final GrantExchange exchange;
    private final Enforcement enforcement;

    Authorize(GrantExchange exchange, Enforcement enforcement) {
        this.exchange = exchange;
        this.enforcement = enforcement;
    }

    @Override
    public String name() {
        return "authorize";
    }

    @Override
    public Uni<Granted> run(Question question) {
        return exchange.forCredentials(
                        question.credentials(),
                        question.journal().requestId().toString(),
                        question.within(question.contract().contract().slices().authorize().timeout()),
                        question.call().priority())
                .map(held -> new Granted(question, held, note(held)))
                .chain(this::unlessShed);
    }

    /** Another service heard of a change before this one did: the next exchange asks identity-policy. */
    public void forget(Granted outdated) {
        exchange.forget(outdated.held());
    }

    /** What a new grant did not help against: not the caller's fault, and over as soon as all services know the same. */
    public static ProblemException unsettled(Throwable outdated) {
        return ProblemException.retryable(
                ProblemType.IDENTITY_UNAVAILABLE, "what you may see is changing at this moment", RETRY_AFTER, outdated);
    }

    /** The border knew what the caller says of itself; the roles, and with them the priority, are known only now. */
    private Uni<Granted> unlessShed(Granted granted) {
        return enforcement.answer().unlessShed(granted.question().call().as(granted.priority()), () -> Uni.createFrom().item(granted));
    }

    private static Note note(HeldGrant held) {
        var grant = held.grant();
        return new Note(
                grant.tags().size() + " tags, clearance " + grant.clearance(),
                "granted",
                "grant " + grant.id() + " until " + grant.expiresAt());
    }
}
