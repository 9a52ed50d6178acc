package dev.surety.inference.recall;

import dev.surety.api.VisibilityRequest;
import dev.surety.edge.RetrievalApi;
import dev.surety.inference.stage.Note;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Whether a kept answer may still be given: retrieval says which documents behind it the caller may see now. The key alone would not do: between a change in
 * the index and its event, and for as long as Kafka is away, it is the key of the state before.
 */
@ApplicationScoped
class StillReadable {

    private static final Note TAKEN = new Note("", "gone", "a document behind the kept answer was taken away");
    private static final Note UNKNOWN = new Note("", "bypassed", "whether the documents behind the kept answer may still be read is not known");

    private final RetrievalApi retrieval;
    private final Duration timeout;

    StillReadable(@RestClient RetrievalApi retrieval, RecallConfig config) {
        if (config.lookAgain().toMillis() < 1) {
            throw new IllegalArgumentException("surety.recall.look-again is " + config.lookAgain() + ", it must be at least 1ms");
        }
        this.retrieval = retrieval;
        this.timeout = config.lookAgain();
    }

    /** The hit, if every document behind it may still be read; otherwise a miss, whose answer is kept nowhere. Never fails. */
    Uni<Recalled> checked(Recalled recalled) {
        return switch (recalled) {
            case Recalled.Miss miss -> Uni.createFrom().item(miss);
            case Recalled.Hit hit -> checked(hit, hit.entry().documents());
        };
    }

    private Uni<Recalled> checked(Recalled.Hit hit, List<String> documents) {
        if (documents.isEmpty()) {
            return Uni.createFrom().item(hit);
        }
        var within = hit.granted().question().within(timeout);
        return retrieval
                .visibilities(
                        hit.granted().held().jws(),
                        hit.journal().requestId().toString(),
                        Long.toString(within.toMillis()),
                        hit.granted().priority().label(),
                        new VisibilityRequest(documents))
                .ifNoItem()
                .after(within)
                .fail()
                .map(reply -> reply.visible().containsAll(documents) ? hit : missed(hit, TAKEN))
                .onFailure()
                .recoverWithItem(() -> missed(hit, UNKNOWN));
    }

    private static Recalled missed(Recalled.Hit hit, Note why) {
        return new Recalled.Miss(hit.granted(), new Recalled.Slot.None(), why);
    }
}
