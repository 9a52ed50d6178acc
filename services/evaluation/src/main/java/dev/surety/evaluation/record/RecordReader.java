package dev.surety.evaluation.record;

import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.edge.GrantExchange.HeldGrant;
import dev.surety.request.RequestId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Opens answer records for whoever asks, as they may be seen now. Blocking. */
@ApplicationScoped
public class RecordReader {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final AnswerStore store;
    private final Readable readable;

    RecordReader(AnswerStore store, Readable readable) {
        this.store = store;
        this.readable = readable;
    }

    /**
     * The words of a record, if there is one that the caller may open with its contents.
     *
     * @throws ProblemException when the store or retrieval does not answer
     */
    public Optional<String> words(HeldGrant caller, RequestId id) {
        return view(caller, id, RequestId.next().toString()).flatMap(view -> Optional.ofNullable(view.text()));
    }

    Optional<RecordView> view(HeldGrant caller, RequestId id, String ownRequestId) {
        return RecordAccess.view(
                caller.grant(),
                reachable(() -> store.ofRequest(id)),
                documents -> readable.of(caller, documents, ownRequestId).containsAll(documents));
    }

    static <T> T reachable(Supplier<T> question) {
        try {
            return question.get();
        } catch (ProcessingException | WebApplicationException down) {
            throw ProblemException.retryable(ProblemType.UNAVAILABLE, "answer records can't be read at the moment", RETRY_AFTER, down);
        }
    }
}
