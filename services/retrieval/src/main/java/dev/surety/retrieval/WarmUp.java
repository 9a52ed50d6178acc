package dev.surety.retrieval;

import dev.surety.grant.Grant;
import dev.surety.retrieval.embed.Embeddings;
import dev.surety.retrieval.engine.Engine;
import dev.surety.retrieval.engine.LiveIndexes;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * One search before anybody asks: the first one of a process loads classes, opens connections and compiles, and would take longer than the contract gives it.
 * Nobody may read anything in it, so it finds nothing.
 */
@ApplicationScoped
class WarmUp {

    private static final Logger LOG = Logger.getLogger(WarmUp.class);
    private static final Duration AT_MOST = Duration.ofSeconds(10);
    private static final String TEXT = "warm up";

    private final Embeddings embeddings;
    private final Engine engine;
    private final LiveIndexes live;
    private final Clock clock;

    WarmUp(Embeddings embeddings, Engine engine, LiveIndexes live, Clock clock) {
        this.embeddings = embeddings;
        this.engine = engine;
        this.live = live;
        this.clock = clock;
    }

    void search(@Observes StartupEvent event) {
        var nobody = new Grant("warm-up", "warm-up", "none", Set.of(), 0, clock.instant().plus(AT_MOST), Set.of(), 0, null);
        embeddings.query(TEXT, AT_MOST)
                .chain(vector -> live.names().chain(names -> engine.search(nobody, TEXT, true, Optional.of(vector), names)))
                .ifNoItem()
                .after(AT_MOST)
                .fail()
                .onFailure()
                .invoke(failure -> LOG.infof("nothing was warmed up cause=%s", failure.getClass().getSimpleName()))
                .onFailure()
                .recoverWithNull()
                .await()
                .indefinitely();
    }
}
