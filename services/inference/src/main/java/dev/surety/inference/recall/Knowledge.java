package dev.surety.inference.recall;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.event.CloudEvent;
import dev.surety.event.IndexChanged;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Which state of the documents is live, as ingestion tells it. Every replica listens for itself. When ingestion has been silent for longer than its
 * heartbeat allows, the state counts as unknown, and nothing is served from or put into the cache.
 */
@ApplicationScoped
public class Knowledge {

    private static final Logger LOG = Logger.getLogger(Knowledge.class);
    private static final TypeReference<CloudEvent<IndexChanged>> EVENT = new TypeReference<>() {};

    private final ObjectMapper json;
    private final Clock clock;
    private final RecallConfig config;
    private final Map<String, IndexChanged> indexes = new ConcurrentSkipListMap<>();
    private volatile Instant heard = Instant.EPOCH;

    Knowledge(ObjectMapper json, Clock clock, RecallConfig config) {
        this.json = json;
        this.clock = clock;
        this.config = config;
    }

    /** Releases and revisions of all indexes as one text, or empty when it isn't known. */
    Optional<String> state() {
        if (Duration.between(heard, clock.instant()).compareTo(config.longestSilence()) > 0) {
            return Optional.empty();
        }
        return Optional.of(indexes.values().stream()
                .map(index -> index.release() + "@" + index.revision())
                .collect(Collectors.joining(",")));
    }

    @Incoming("index-releases")
    void changed(byte[] value) {
        try {
            var event = json.readValue(value, EVENT);
            if (IndexChanged.TYPE.equals(event.type())) {
                // Deliveries may repeat or overtake one another; revisions only rise within a release.
                indexes.merge(event.data().index(), event.data(), Knowledge::newer);
                heard = clock.instant();
            }
        } catch (IOException | IllegalArgumentException unreadable) {
            LOG.warnf("event skipped topic=surety.index-releases.v1 reason=unreadable");
        }
    }

    private static IndexChanged newer(IndexChanged known, IndexChanged told) {
        return known.release().equals(told.release()) && known.revision() > told.revision() ? known : told;
    }
}
