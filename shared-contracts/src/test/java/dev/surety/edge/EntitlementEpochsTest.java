package dev.surety.edge;

import static dev.surety.edge.GrantExchangeTest.changed;
import static dev.surety.grant.GrantBuilder.aGrant;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.grant.Grant;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which grants are older than a change. Every grant here is of olive at kestrel. */
class EntitlementEpochsTest {

    private final SetClock clock = new SetClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final EntitlementEpochs epochs = new EntitlementEpochs(new ObjectMapper(), clock, meters);

    @Test
    void nothingIsOutdatedBeforeAChange() {
        assertFalse(epochs.isOutdated(ofEpoch(0)));
    }

    @Test
    void changeOfAPersonOutdatesHerEarlierGrants() {
        epochs.hear(changed("kestrel", 8, "omar", "olive"));

        assertTrue(epochs.isOutdated(ofEpoch(7)));
        assertFalse(epochs.isOutdated(ofEpoch(8)));
        assertFalse(epochs.isOutdated(ofEpoch(9)));
        assertEquals(1, meters.counter("surety.grants.outdated").count());
        assertEquals(1, meters.counter("surety.entitlements.changes").count());
    }

    @Test
    void changeOfNobodyInParticularOutdatesEverybodysInTheTenant() {
        epochs.hear(changed("kestrel", 8));

        assertTrue(epochs.isOutdated(ofEpoch(7)));
        assertFalse(epochs.isOutdated(aGrant().of("saltmarsh").ofEpoch(7).build()));
    }

    @Test
    void changeOfOthersOutdatesNothing() {
        epochs.hear(changed("kestrel", 8, "omar", "Olive", "oliver"));
        epochs.hear(changed("saltmarsh", 8, "olive"));

        assertFalse(epochs.isOutdated(ofEpoch(7)));
    }

    @Test
    void laterOfTwoChangesCountsInWhateverOrderTheyCome() {
        epochs.hear(changed("kestrel", 9, "olive"));
        epochs.hear(changed("kestrel", 8, "olive"));

        assertTrue(epochs.isOutdated(ofEpoch(8)));
        assertFalse(epochs.isOutdated(ofEpoch(9)));
    }

    @Test
    void changeIsRememberedUntilNoOlderGrantCanHold() {
        epochs.hear(changed("kestrel", 8, "olive"));

        clock.now = clock.now.plusSeconds(70);
        epochs.hear(changed("saltmarsh", 1));
        assertTrue(epochs.isOutdated(ofEpoch(7)));

        clock.now = clock.now.plusSeconds(10);
        epochs.hear(changed("saltmarsh", 2));
        assertFalse(epochs.isOutdated(ofEpoch(7)));
    }

    @Test
    void morePeopleThanCanBeRememberedAreEverybody() {
        epochs.hear(changed("kestrel", 8, IntStream.rangeClosed(0, 100_000).mapToObj(number -> "person-" + number).toArray(String[]::new)));

        assertTrue(epochs.isOutdated(ofEpoch(7)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "{", "[]", "null", "{}",
                "{\"type\": \"dev.surety.policy.activated.v1\", \"data\": {\"tenant\": \"kestrel\", \"epoch\": 8, \"subjects\": []}}",
                "{\"type\": \"dev.surety.entitlements.changed.v1\"}",
                "{\"type\": \"dev.surety.entitlements.changed.v1\", \"data\": {\"epoch\": 8, \"subjects\": []}}",
                "{\"type\": \"dev.surety.entitlements.changed.v1\", \"data\": {\"tenant\": \"kestrel\", \"epoch\": -8, \"subjects\": []}}"
            })
    void whatIsNoChangeIsIgnoredAndTheNextOneHeard(String event) {
        epochs.hear(event.getBytes(StandardCharsets.UTF_8));
        assertFalse(epochs.isOutdated(ofEpoch(7)));

        epochs.hear(changed("kestrel", 8));
        assertTrue(epochs.isOutdated(ofEpoch(7)));
    }

    private static Grant ofEpoch(long epoch) {
        return aGrant().ofEpoch(epoch).build();
    }

    /** Stands still until the test moves it. */
    private static final class SetClock extends Clock {

        Instant now = Instant.parse("2026-11-24T10:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
