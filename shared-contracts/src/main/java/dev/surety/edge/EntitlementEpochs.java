package dev.surety.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.event.EntitlementsChanged;
import dev.surety.grant.Grant;
import dev.surety.grant.GrantCodec;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Which grants are older than a change of what their holder may see. Each replica hears of every change, and remembers it until no grant from before the change
 * can hold any more. While Kafka is away nothing is heard, and a grant works until it ends: at most {@link GrantCodec#LONGEST_LIFE}.
 */
@Singleton
public class EntitlementEpochs {

    private static final Logger LOG = Logger.getLogger(EntitlementEpochs.class);
    // A grant may be made from what was so a moment before the change, and may end a little late by another clock.
    private static final Duration REMEMBERED = GrantCodec.LONGEST_LIFE.plus(GrantCodec.CLOCK_SKEW.multipliedBy(3));
    private static final Duration SWEPT_EVERY = Duration.ofSeconds(5);
    private static final int MOST_PEOPLE = 100_000;

    private final ObjectMapper json;
    private final Clock clock;
    private final Counter changes;
    private final Counter outdated;
    private final Map<Holder, Least> least = new ConcurrentHashMap<>();
    private volatile Instant sweptAt;

    EntitlementEpochs(ObjectMapper json, Clock clock, MeterRegistry meters) {
        this.json = json;
        this.clock = clock;
        this.changes = Counter.builder("surety.entitlements.changes").description("changes of entitlements that this replica heard of").register(meters);
        this.outdated = Counter.builder("surety.grants.outdated").description("grants refused because they are older than a change").register(meters);
        this.sweptAt = clock.instant();
    }

    /** Whether the holder's entitlements changed after the grant was made. Takes well under a microsecond, on any thread. */
    public boolean isOutdated(Grant grant) {
        var isOutdated = grant.epoch() < needed(new Holder(grant.tenant(), null)) || grant.epoch() < needed(new Holder(grant.tenant(), grant.subject()));
        if (isOutdated) {
            outdated.increment();
        }
        return isOutdated;
    }

    /** Other types of events, and what is no event, are somebody else's. */
    @Incoming("entitlement-changes")
    void hear(byte[] event) {
        try {
            var tree = json.readTree(event);
            if (EntitlementsChanged.TYPE.equals(tree.path("type").textValue())) {
                hear(change(tree.path("data")));
            }
        } catch (IOException | IllegalArgumentException unreadable) {
            LOG.warnf("event about entitlements ignored cause=%s", unreadable.getClass().getSimpleName());
        }
    }

    private EntitlementsChanged change(JsonNode data) throws IOException {
        var change = json.treeToValue(data, EntitlementsChanged.class);
        if (change == null) {
            throw new IllegalArgumentException("a change without data says nothing");
        }
        return change;
    }

    private void hear(EntitlementsChanged change) {
        changes.increment();
        var now = clock.instant();
        sweep(now);
        var needed = new Least(change.epoch(), now.plus(REMEMBERED));
        // More people than are remembered by name are everybody: somebody asks for a grant once more than is needed, and nobody keeps what was taken away.
        if (change.subjects().isEmpty() || change.subjects().size() + least.size() > MOST_PEOPLE) {
            least.merge(new Holder(change.tenant(), null), needed, Least::later);
        } else {
            change.subjects().forEach(person -> least.merge(new Holder(change.tenant(), person), needed, Least::later));
        }
    }

    private void sweep(Instant now) {
        if (sweptAt.plus(SWEPT_EVERY).isBefore(now)) {
            sweptAt = now;
            least.values().removeIf(each -> each.until().isBefore(now));
        }
    }

    private long needed(Holder holder) {
        var known = least.get(holder);
        return known == null ? 0 : known.epoch();
    }

    /** @param person null for everybody of the tenant */
    private record Holder(String tenant, @Nullable String person) {}

    /**
     * What a grant must have.
     *
     * @param epoch of the tenant's entitlements
     * @param until when no grant of an earlier one can hold any more
     */
    private record Least(long epoch, Instant until) {

        /** Events of a tenant come in order; one that is delivered twice changes nothing. */
        static Least later(Least one, Least other) {
            return new Least(Math.max(one.epoch(), other.epoch()), one.until().isAfter(other.until()) ? one.until() : other.until());
        }
    }
}
