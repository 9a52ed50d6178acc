package dev.surety.evaluation.record;

import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.api.VisibilityRequest;
import dev.surety.contract.SliceName;
import dev.surety.edge.GrantExchange.HeldGrant;
import dev.surety.edge.PeerRefusal;
import dev.surety.edge.RetrievalApi;
import dev.surety.request.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Which documents a caller may read now, as retrieval says it to the caller's own grant. Blocking. */
@ApplicationScoped
class Readable {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final RetrievalApi retrieval;
    private final Duration timeout;

    Readable(@RestClient RetrievalApi retrieval, ReadableConfig config) {
        if (config.timeout().toMillis() < 1) {
            throw new IllegalArgumentException("surety.evaluation.readable.timeout is " + config.timeout() + ", it must be at least 1ms");
        }
        this.retrieval = retrieval;
        this.timeout = config.timeout();
    }

    /**
     * Those of the documents that the caller may read. Asks for {@link VisibilityRequest#MOST_DOCUMENTS} at a time, one time after the other.
     *
     * @param requestId of the request that shows them
     * @throws ProblemException {@code retrieval-unavailable} when nobody can say, {@code overloaded} or {@code deadline-exceeded} when retrieval refuses
     */
    Set<String> of(HeldGrant caller, Collection<String> documentIds, String requestId) {
        var asked = List.copyOf(new TreeSet<>(documentIds));
        var readable = new HashSet<String>();
        for (var from = 0; from < asked.size(); from += VisibilityRequest.MOST_DOCUMENTS) {
            var some = asked.subList(from, Math.min(asked.size(), from + VisibilityRequest.MOST_DOCUMENTS));
            readable.addAll(visible(caller, new ArrayList<>(some), requestId));
        }
        return readable;
    }

    private List<String> visible(HeldGrant caller, List<String> documentIds, String requestId) {
        return retrieval
                .visibilities(
                        caller.jws(), requestId, Long.toString(timeout.toMillis()), Priority.INTERACTIVE.label(), new VisibilityRequest(documentIds))
                .ifNoItem()
                .after(timeout)
                .fail()
                .onFailure()
                .transform(failure -> PeerRefusal.of(failure, SliceName.RETRIEVE, unavailable(failure)))
                .await()
                .indefinitely()
                .visible();
    }

    private static ProblemException unavailable(Throwable failure) {
        return ProblemException.retryable(
                ProblemType.RETRIEVAL_UNAVAILABLE, "whether the documents behind it may still be read can't be said at the moment", RETRY_AFTER, failure);
    }
}
