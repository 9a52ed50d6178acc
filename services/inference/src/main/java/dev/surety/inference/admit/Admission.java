package dev.surety.inference.admit;

import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.edge.BurnStates;
import dev.surety.inference.record.Outbox;
import dev.surety.inference.stage.Note;
import dev.surety.inference.stage.Stage;
import dev.surety.request.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Lets a question in when there is room for its record, and fixes its ceiling and what the error budget asks for. */
@ApplicationScoped
public class Admission implements Stage<Asked, Question> {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final BurnStates burn;
    private final Outbox outbox;

    Admission(BurnStates burn, Outbox outbox) {
        this.burn = burn;
        this.outbox = outbox;
    }

    @Override
    public String name() {
        return "admit";
    }

    @Override
    public Uni<Question> run(Asked asked) {
        return Uni.createFrom().item(() -> admit(asked));
    }

    private Question admit(Asked asked) {
        if (!outbox.hasRoom()) {
            throw ProblemException.retryable(
                    ProblemType.RECORDING_UNAVAILABLE, "too many answer records are waiting to be published", RETRY_AFTER);
        }
        if (!asked.call().isUsers()) {
            asked.journal().leaveUncounted();
        }
        var request = asked.request();
        var maxCost = maxCost(asked);
        return new Question(
                request.question(),
                request.conversationId(),
                asked.fresh(),
                request.mode(),
                asked.credentials(),
                asked.call(),
                burn.inForce(),
                asked.contract(),
                maxCost,
                asked.journal(),
                new Note(
                        request.question().length() + " characters",
                        "admitted",
                        "due in " + asked.call().deadline().left().toMillis() + " ms, at most " + maxCost + " USD"));
    }

    private static Money maxCost(Asked asked) {
        var ceiling = asked.contract().contract().cost().ceilingUsd();
        var wanted = asked.request().maxCostUsd();
        return wanted == null || wanted.compareTo(ceiling) > 0 ? ceiling : wanted;
    }
}
