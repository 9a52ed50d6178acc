package dev.surety.ingestion.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.burn.Counts;
import dev.surety.ingestion.event.Reason;
import dev.surety.ingestion.pipeline.Result;
import dev.surety.slo.AnEnforcement;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract's target for {@code ingest} is 5 minutes. */
class FreshnessTest {

    private final AnEnforcement world = new AnEnforcement();
    private final Freshness freshness = new Freshness(world.enforcement, world.time.clock());
    private final Instant now = world.time.now();

    @ParameterizedTest
    @EnumSource(
            value = Result.class,
            names = {"INDEXED", "EMPTY", "UNCHANGED", "ACCESS_CHANGED", "DELETED"})
    void effectInTimeIsGoodAndLaterIsLate(Result effect) {
        freshness.handled(effect, now.minus(Duration.ofMinutes(5)));
        freshness.handled(effect, now.minus(Duration.ofMinutes(5)).minusMillis(1));
        freshness.handled(effect, Instant.MIN);

        assertEquals(new Counts(3, 0, 2), counted());
    }

    @Test
    void publisherWhoseClockIsAheadIsInTime() {
        freshness.handled(Result.INDEXED, now.plusSeconds(60));

        assertEquals(new Counts(1, 0, 0), counted());
    }

    @ParameterizedTest
    @EnumSource(
            value = Result.class,
            names = {"OUTDATED", "UNKNOWN", "REPLAYED"})
    void whatNobodyWaitedForDoesNotCount(Result nothing) {
        freshness.handled(nothing, now);

        assertEquals(Counts.NONE, counted());
    }

    @Test
    void deadLetterIsAFailureWhenAPartOfOursRefused() {
        for (var reason : Reason.values()) {
            freshness.buried(reason);
        }

        assertEquals(new Counts(2, 2, 0), counted());
    }

    private Counts counted() {
        return world.windows.between("ingest", now, now.plusSeconds(1));
    }
}
