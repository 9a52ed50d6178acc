package dev.surety.inference.retrieve;

import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.api.SearchReply;
import dev.surety.api.SearchRequest;
import dev.surety.contract.Degradation;
import dev.surety.contract.SliceName;
import dev.surety.edge.PeerRefusal;
import dev.surety.edge.RetrievalApi;
import dev.surety.inference.admit.Question;
import dev.surety.inference.recall.Recalled;
import dev.surety.inference.stage.Note;
import dev.surety.inference.stage.Stage;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Asks retrieval on the caller's behalf. Without retrieval there is no answer: a problem, in time, never a guess. */
@ApplicationScoped
public class Retrieve implements Stage<Recalled.Miss, Found> {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final RetrievalApi retrieval;
    private final RetrieveConfig config;

    Retrieve(@RestClient RetrievalApi retrieval, RetrieveConfig config) {
        this.retrieval = retrieval;
        this.config = config;
    }

    @Override
    public String name() {
        return "retrieve";
    }

    @Override
    public Uni<Found> run(Recalled.Miss miss) {
        var question = miss.granted().question();
        var timeout = question.contract().contract().slices().retrieve().timeout();
        var within = question.within(timeout);
        // Then the caller's deadline and not retrieval's own time-out ends the wait, whichever clock strikes first.
        var cutShort = within.compareTo(timeout) < 0;
        return retrieval
                .search(
                        miss.granted().held().jws(),
                        miss.journal().requestId().toString(),
                        Long.toString(within.toMillis()),
                        miss.granted().priority().label(),
                        new SearchRequest(question.text(), config.passages(), null, null, true))
                .ifNoItem()
                .after(within)
                .fail()
                .onFailure()
                .transform(failure -> problem(failure, question, cutShort))
                .map(reply -> found(miss, reply));
    }

    private static Found found(Recalled.Miss miss, SearchReply reply) {
        if (reply.degraded().contains(Degradation.LEXICAL_ONLY.label())) {
            miss.journal().degrade(Degradation.LEXICAL_ONLY);
        }
        miss.journal().decided(reply.decisions());
        return new Found(
                miss.granted(),
                miss.slot(),
                reply.passages(),
                reply.indexRelease(),
                new Note(
                        reply.indexRelease(),
                        reply.passages().isEmpty() ? "nothing" : "found",
                        reply.passages().size() + " passages"));
    }

    /** Retrieval may notice first that the caller's deadline passed; when the time-out was its own, it was too slow. */
    static ProblemException problem(Throwable failure, Question question, boolean cutShort) {
        if (failure instanceof TimeoutException) {
            return cutShort ? question.tooLate() : unavailable();
        }
        var refused = failure instanceof ProblemException ours ? ours : PeerRefusal.of(failure, SliceName.RETRIEVE, unavailable());
        if (refused.type() == ProblemType.DEADLINE_EXCEEDED) {
            return cutShort ? question.tooLate() : unavailable();
        }
        return refused;
    }

    private static ProblemException unavailable() {
        return ProblemException.retryable(
                ProblemType.RETRIEVAL_UNAVAILABLE, "retrieval did not reply in time; nothing is answered without it", RETRY_AFTER);
    }
}
