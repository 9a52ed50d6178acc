package dev.surety.ingestion.intake;

import dev.surety.contract.SliceName;
import dev.surety.ingestion.event.Reason;
import dev.surety.ingestion.pipeline.Result;
import dev.surety.slo.Enforcement;
import dev.surety.slo.SliceCount;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Counts the slice {@code ingest}: the time of an event from being published to having its effect. What can be searched follows within
 * {@code surety.ingestion.announce-every}.
 */
@Singleton
class Freshness {

    private final SliceCount ingest;
    private final Clock clock;

    Freshness(Enforcement enforcement, Clock clock) {
        this.ingest = enforcement.count(SliceName.INGEST);
        this.clock = clock;
    }

    /**
     * An event was handled.
     *
     * @param published when, by whoever published it: the event's own time is that of the document's state, which may be years old
     */
    void handled(Result result, Instant published) {
        switch (result) {
            case INDEXED, EMPTY, UNCHANGED, ACCESS_CHANGED, DELETED -> ingest.succeeded(Duration.between(published, clock.instant()), List.of());
            // Nobody waited for these.
            case OUTDATED, UNKNOWN, REPLAYED, DEAD_LETTER -> ingest.excluded();
        }
    }

    /** An event became a dead letter. */
    void buried(Reason reason) {
        if (reason.isOurs()) {
            ingest.failed();
        } else {
            ingest.excluded();
        }
    }
}
