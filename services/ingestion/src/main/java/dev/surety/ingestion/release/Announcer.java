package dev.surety.ingestion.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.event.CloudEvent;
import dev.surety.event.IndexChanged;
import dev.surety.ingestion.index.ChunkIndex;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jboss.logging.Logger;

/**
 * Makes changes visible and tells everybody. That something is still to be told is written in PostgreSQL until Kafka has confirmed it, so a crash
 * at any point means being told twice, never not at all.
 */
@ApplicationScoped
public class Announcer {

    private static final Logger LOG = Logger.getLogger(Announcer.class);
    private static final String SOURCE = "surety-ingestion";
    private static final Duration SEND_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration SHORTEST_PERIOD = Duration.ofSeconds(1);
    // The scheduler starts before the channel does.
    private static final String AFTER_START = "2s";

    private final Releases releases;
    private final ChunkIndex chunks;
    private final MutinyEmitter<byte[]> channel;
    private final ObjectMapper json;
    private final Clock clock;
    private final AtomicBoolean troubled = new AtomicBoolean();

    Announcer(
            Releases releases,
            ChunkIndex chunks,
            @Channel("index-releases") MutinyEmitter<byte[]> channel,
            ObjectMapper json,
            Clock clock,
            ReleaseConfig config) {
        if (config.announceEvery().compareTo(SHORTEST_PERIOD) < 0 || config.repeatEvery().compareTo(SHORTEST_PERIOD) < 0) {
            throw new IllegalArgumentException("surety.ingestion.announce-every (%s) and surety.ingestion.repeat-every (%s) are at least 1s"
                    .formatted(config.announceEvery(), config.repeatEvery()));
        }
        this.releases = releases;
        this.chunks = chunks;
        this.channel = channel;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Announces what is written so far, if anything. Never fails: what can't be announced now stays noted and follows within seconds of the trouble's
     * end.
     */
    public void announce(String index) {
        patiently(() -> {
            if (releases.dirty().contains(index)) {
                announceChanges(index);
            }
        });
    }

    @Scheduled(every = "${surety.ingestion.announce-every}", delayed = AFTER_START, concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void announceAll() {
        patiently(() -> releases.dirty().forEach(this::announceChanges));
    }

    /** Says again what holds, so that a reader that came late, or lost its memory, knows. Runs at start too. */
    @Scheduled(every = "${surety.ingestion.repeat-every}", delayed = AFTER_START, concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void repeatAll() {
        patiently(() -> releases.announcedStates().forEach(this::send));
    }

    private void announceChanges(String index) {
        var changes = releases.changes(index);
        // In this order: every write counted above is visible after the refresh, and the revision names what is visible.
        chunks.refresh(index);
        releases.raiseRevision(index);
        releases.state(index).ifPresent(this::send);
        releases.saveAnnounced(index, changes);
    }

    private void send(IndexState state) {
        var release = state.release();
        var id = release.name() + "@" + state.revision();
        var changed = new IndexChanged(release.index(), release.name(), state.revision(), state.documents());
        var event = CloudEvent.of(id, SOURCE, IndexChanged.TYPE, release.index(), clock.instant(), changed);
        var key = OutgoingKafkaRecordMetadata.<String>builder().withKey(release.index()).build();
        channel.sendMessage(Message.of(write(event), Metadata.of(key))).await().atMost(SEND_TIMEOUT);
    }

    private byte[] write(CloudEvent<IndexChanged> event) {
        try {
            return json.writeValueAsBytes(event);
        } catch (JsonProcessingException neverOfARecord) {
            throw new IllegalStateException(neverOfARecord);
        }
    }

    private void patiently(Runnable work) {
        try {
            work.run();
            if (troubled.compareAndSet(true, false)) {
                LOG.info("index changes are announced again");
            }
        } catch (RuntimeException dependencyIsDown) {
            // Broad on purpose: whatever fails here is tried again by the next run, and nothing else may suffer from it.
            if (troubled.compareAndSet(false, true)) {
                LOG.warnf(dependencyIsDown, "index changes can't be announced at the moment; they will be");
            }
        }
    }
}
