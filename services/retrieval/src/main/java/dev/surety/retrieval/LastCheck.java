package dev.surety.retrieval;

import dev.surety.grant.Grant;
import dev.surety.retrieval.engine.Hit;
import dev.surety.retrieval.engine.Hits;
import dev.surety.retrieval.engine.Standing;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Looks at every hit once more before anything is made of it. The engine has filtered already, so whatever is taken out here is a defect of the
 * filter; it neither leaves nor takes a permitted passage's place nor shifts its score. Its meter is there before the first search: an alert on a rise does
 * not see what a counter begins with.
 */
@Startup
@ApplicationScoped
class LastCheck {

    private static final Logger LOG = Logger.getLogger(LastCheck.class);

    private final Counter withheld;

    LastCheck(MeterRegistry meters) {
        this.withheld = Counter.builder("surety.retrieval.withheld")
                .description("hits that the engine returned although the grant does not permit them")
                .register(meters);
    }

    /** What may leave of it. */
    Hits permitted(Grant grant, Hits hits) {
        var forbidden = Stream.concat(hits.lexical().stream(), hits.vector().stream())
                .filter(hit -> !permits(grant, hit))
                .map(Hit::id)
                .distinct()
                .count();
        report(forbidden);
        return new Hits(permitted(grant, hits.lexical()), permitted(grant, hits.vector()), hits.vectorDone());
    }

    /** Those of documents that may be seen as a whole: every live chunk is permitted by the engine's filter, and one of them by this check. */
    List<Standing> visible(Grant grant, List<Standing> standings) {
        var forbidden = standings.stream().filter(standing -> !standing.access().permits(grant)).count();
        report(forbidden);
        return standings.stream().filter(standing -> standing.whole() && standing.access().permits(grant)).toList();
    }

    private void report(long forbidden) {
        if (forbidden > 0) {
            withheld.increment(forbidden);
            LOG.errorf("the engine's filter let through what the grant does not permit count=%d", forbidden);
        }
    }

    private static List<Hit> permitted(Grant grant, List<Hit> hits) {
        return hits.stream().filter(hit -> permits(grant, hit)).toList();
    }

    private static boolean permits(Grant grant, Hit hit) {
        return hit.chunk().access().permits(grant);
    }
}
