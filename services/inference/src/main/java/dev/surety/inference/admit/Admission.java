package dev.surety.inference.admit;

import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.contract.Contract;
import dev.surety.edge.BurnStates;
import dev.surety.edge.ContractInForce;
import dev.surety.inference.record.Outbox;
import dev.surety.inference.stage.Note;
import dev.surety.inference.stage.Stage;
import dev.surety.request.Deadline;
import dev.surety.request.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** Lets a question in when there is room for it and for its record, and fixes its deadline and its ceiling. */
@ApplicationScoped
public class Admission implements Stage<Asked, Question> {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final ContractInForce contract;
    private final BurnStates burn;
    private final Outbox outbox;
    private final Clock clock;
    private final Semaphore places;

    Admission(ContractInForce contract, BurnStates burn, Outbox outbox, Clock clock) {
        this.contract = contract;
        this.burn = burn;
        this.outbox = outbox;
        this.clock = clock;
        this.places = new Semaphore(contract.contract().slices().admit().concurrency());
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
                    ProblemType.RECORDING_UNAVAILABLE, "too many answer records are waiting to be published", Duration.ofSeconds(10));
        }
        var acting = burn.inForce();
        if (Shed.is(asked.priority(), acting)) {
            throw Shed.refusal(asked.priority());
        }
        if (!places.tryAcquire()) {
            throw ProblemException.retryable(
                    ProblemType.OVERLOADED, "as many questions as the contract allows are being answered", RETRY_AFTER);
        }
        var request = asked.request();
        var file = contract.file();
        var budget = budget(asked, file.contract());
        var maxCost = maxCost(asked, file.contract());
        return new Question(
                request.question(),
                request.conversationId(),
                asked.fresh(),
                request.mode(),
                asked.authorization(),
                asked.priority(),
                acting,
                file,
                maxCost,
                Deadline.in(budget, clock),
                clock,
                new Permit(places),
                asked.journal(),
                new Note(
                        request.question().length() + " characters",
                        "admitted",
                        "due in " + budget.toMillis() + " ms, at most " + maxCost + " USD"));
    }

    /** What the body asks for, or the contract's target; never longer than the contract allows or than the header leaves. */
    private static Duration budget(Asked asked, Contract contract) {
        var wanted = asked.request().deadlineMs() == null
                ? contract.objectives().latency().target()
                : Duration.ofMillis(asked.request().deadlineMs());
        var allowed = shorter(wanted, contract.objectives().longestDeadline());
        return asked.headerBudget() == null ? allowed : shorter(allowed, asked.headerBudget());
    }

    private static Money maxCost(Asked asked, Contract contract) {
        var ceiling = contract.cost().ceilingUsd();
        var wanted = asked.request().maxCostUsd();
        return wanted == null || wanted.compareTo(ceiling) > 0 ? ceiling : wanted;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
