package dev.surety.evaluation.decision;

import com.fasterxml.jackson.databind.JsonNode;
import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.evaluation.decision.DecisionStore.Hit;
import dev.surety.evaluation.shelf.Cursor;
import dev.surety.event.DecisionMade;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The decisions that are kept, for readers. Blocking. */
@ApplicationScoped
class Decisions {

    /** Few enough for callers of thousands of tags. */
    private static final int AT_ONCE = 200;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final DecisionStore store;

    Decisions(DecisionStore store) {
        this.store = store;
    }

    /** @throws ProblemException {@code unavailable} when OpenSearch does not answer */
    DecisionPage page(Chosen chosen, int size, @Nullable JsonNode after, Function<DecisionMade, DecisionView> view) {
        // One more than asked for tells whether another page follows.
        var hits = hits(chosen, size + 1, after);
        var page = hits.stream().limit(size).toList();
        return new DecisionPage(
                page.stream().map(hit -> view.apply(hit.made())).toList(), hits.size() > size ? Cursor.of(page.getLast().place()) : null);
    }

    /**
     * Hands over the newest ones, one after the other.
     *
     * @param most at most this many
     * @throws ProblemException {@code unavailable} when OpenSearch does not answer
     */
    void newest(Chosen chosen, int most, Consumer<DecisionMade> reader) {
        JsonNode after = null;
        for (var left = most; left > 0; ) {
            var hits = hits(chosen, Math.min(left, AT_ONCE), after);
            if (hits.isEmpty()) {
                return;
            }
            hits.forEach(hit -> reader.accept(hit.made()));
            after = hits.getLast().place();
            left -= hits.size();
        }
    }

    private List<Hit> hits(Chosen chosen, int size, @Nullable JsonNode after) {
        try {
            return store.page(chosen, size, after);
        } catch (ProcessingException | WebApplicationException down) {
            throw ProblemException.retryable(ProblemType.UNAVAILABLE, "decisions can't be read at the moment", RETRY_AFTER, down);
        }
    }
}
