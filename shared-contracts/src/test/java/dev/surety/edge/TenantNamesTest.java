package dev.surety.edge;

import static dev.surety.grant.GrantBuilder.aGrant;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.surety.api.KnownNamesMessage;
import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.contract.Contract;
import dev.surety.contract.ContractFile;
import dev.surety.contract.RedactionPurpose;
import dev.surety.edge.GrantExchange.HeldGrant;
import dev.surety.redaction.KnownPeople;
import dev.surety.redaction.Redactor;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TenantNamesTest {

    private static final Path CONTRACT = Path.of("../deploy/contract.yaml");
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ScriptedIdentityPolicy identity = new ScriptedIdentityPolicy();
    private final SetClock clock = new SetClock();
    private final TenantNames names = new TenantNames(identity, clock);
    private final Contract asking = asking();

    @BeforeEach
    void identityPolicyIsThere() {
        people("Runa Hegre");
    }

    @Test
    void namesAreThoseOfTheCallersTenant() {
        identity.names = tenant -> Uni.createFrom().item(message(tenant, tenant.equals("kestrel") ? "Runa Hegre" : "Dana Reed"));

        assertEquals("[person] and Dana Reed", redacted(of("kestrel", 1)));
        assertEquals("Runa Hegre and [person]", redacted(of("tern", 1)));
        assertEquals("[person] and Dana Reed", redacted(of("kestrel", 1)));
        assertEquals(2, identity.askedForNames);
    }

    @Test
    void aNewerGrantOrAMinuteMakesThemBeAskedForAgain() {
        of("kestrel", 1);
        people("Dana Reed");

        assertEquals("[person] and Dana Reed", redacted(of("kestrel", 1)));
        assertEquals("Runa Hegre and [person]", redacted(of("kestrel", 2)));
        people("Runa Hegre");
        clock.pass(Duration.ofSeconds(61));
        assertEquals("[person] and Dana Reed", redacted(of("kestrel", 2)));
    }

    @Test
    void whileIdentityPolicyIsAwayTheLastOnesCountForAWhileAndThenNothingGoesOn() {
        of("kestrel", 1);
        identity.names = tenant -> Uni.createFrom().failure(new IOException("away"));

        clock.pass(Duration.ofMinutes(14));
        assertEquals("[person] and Dana Reed", redacted(of("kestrel", 1)));
        clock.pass(Duration.ofMinutes(2));
        assertEquals(ProblemType.IDENTITY_UNAVAILABLE, assertThrows(ProblemException.class, () -> of("kestrel", 1)).type());
        assertEquals(ProblemType.IDENTITY_UNAVAILABLE, assertThrows(ProblemException.class, () -> of("tern", 1)).type());
        people("Dana Reed");
        assertEquals("Runa Hegre and [person]", redacted(of("kestrel", 1)));
    }

    @Test
    void aReplyThatIsNoDigestsIsNone() {
        identity.names = tenant -> Uni.createFrom().item(new KnownNamesMessage("AAA=", "?"));

        assertEquals(ProblemType.IDENTITY_UNAVAILABLE, assertThrows(ProblemException.class, () -> of("kestrel", 1)).type());
    }

    @Test
    void nobodyIsAskedWhereNoNameIsTakenOut() {
        var silent = names.of(ContractFile.read(CONTRACT).contract(), held("kestrel", 1)).await().atMost(PATIENCE);

        assertEquals(0, silent.size());
        assertEquals(0, identity.askedForNames);
    }

    private KnownPeople of(String tenant, long epoch) {
        return names.of(asking, held(tenant, epoch)).await().atMost(PATIENCE);
    }

    private void people(String name) {
        identity.names = tenant -> Uni.createFrom().item(message(tenant, name));
    }

    private String redacted(KnownPeople people) {
        return Redactor.of(asking, people).text("Runa Hegre and Dana Reed", RedactionPurpose.EVENT);
    }

    private static HeldGrant held(String tenant, long epoch) {
        return new HeldGrant(aGrant().of(tenant).ofEpoch(epoch).build(), "jws");
    }

    private static KnownNamesMessage message(String tenant, String name) {
        var people = KnownPeople.of(tenant, List.of(name));
        return new KnownNamesMessage(Base64.getEncoder().encodeToString(people.words()), Base64.getEncoder().encodeToString(people.names()));
    }

    private static Contract asking() {
        try {
            var yaml = Files.readString(CONTRACT).replace("{ purpose: event, kinds: [", "{ purpose: event, kinds: [person, ");
            return ContractFile.read(CONTRACT, yaml.getBytes(StandardCharsets.UTF_8)).contract();
        } catch (IOException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** Stands until it is moved. */
    private static final class SetClock extends Clock {

        private Instant now = Instant.parse("2026-11-30T12:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

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
