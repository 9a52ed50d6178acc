package dev.surety.inference.recall;

import dev.surety.edge.SameContext;
import dev.surety.inference.stage.Journal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Answers that this replica is making. Who asks the same with the same rights, of the same documents, waits for the one who asked first, instead of having
 * the same answer made and paid for again.
 */
@ApplicationScoped
public class UnderWay {

    /**
     * An answer that is being made.
     *
     * @param first whose it is
     * @param over  comes when that request has ended, however it did
     */
    private record Making(Journal first, CompletableFuture<Void> over) {}

    private final Map<CacheKey, Making> byKey = new ConcurrentHashMap<>();
    private final Map<Journal, CacheKey> byFirst = new ConcurrentHashMap<>();

    /** Makes this answer the request's to make, until {@link #over}; false when another request is making it. */
    boolean begin(CacheKey key, Journal journal) {
        if (byKey.putIfAbsent(key, new Making(journal, new CompletableFuture<>())) != null) {
            return false;
        }
        byFirst.put(journal, key);
        // Its end may have come before its beginning: a caller goes away, and a deadline passes, on another thread. Then nobody may wait for it.
        journal.whenAbandoned(() -> over(journal));
        return true;
    }

    /**
     * Comes when the request that is making this answer has ended, or after {@code atMost}, and at once when none is. Never fails.
     *
     * @param atMost positive
     */
    Uni<Void> end(CacheKey key, Duration atMost) {
        var making = byKey.get(key);
        if (making == null) {
            return Uni.createFrom().voidItem();
        }
        // A copy: who goes away takes nothing from the others who wait.
        var over = Uni.createFrom().completionStage(() -> making.over().copy());
        return SameContext.backHere(over.ifNoItem().after(atMost).recoverWithItem((Void) null));
    }

    /** The request has ended: who waits for its answer looks for it, or makes it. Does nothing for a request that made none. */
    public void over(Journal journal) {
        var key = byFirst.remove(journal);
        if (key != null) {
            byKey.remove(key).over().complete(null);
        }
    }
}
