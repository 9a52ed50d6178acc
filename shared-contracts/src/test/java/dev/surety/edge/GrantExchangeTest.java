package dev.surety.edge;

import static dev.surety.grant.GrantBuilder.aGrant;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.surety.api.GrantMessage;
import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.edge.GrantExchange.HeldGrant;
import dev.surety.event.CloudEvent;
import dev.surety.event.EntitlementsChanged;
import dev.surety.grant.Grant;
import dev.surety.grant.GrantCodec;
import dev.surety.request.Credentials;
import dev.surety.request.Priority;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a service believes about its callers, and what it does while identity-policy is away: deny. */
class GrantExchangeTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final PublicJsonWebKey key = key("grants-1");
    private final ScriptedIdentityPolicy identity = new ScriptedIdentityPolicy();
    private final SetClock clock = new SetClock();
    private final EntitlementEpochs epochs = new EntitlementEpochs(new ObjectMapper(), clock, new SimpleMeterRegistry());
    private final GrantKeys keys = new GrantKeys(identity, clock);
    private final Grants grants = new Grants(keys, new TagSets(identity), epochs, clock, "retrieval");
    private final GrantExchange exchange = new GrantExchange(identity, grants, epochs, clock, List.of("retrieval", "inference"));

    @BeforeEach
    void identityPolicyIsThere() {
        keysAre(key);
        identity.grants = token -> Uni.createFrom().item(message(alice(60)));
    }

    @Test
    void aServiceThatActsForSomebodyHoldsAGrantForEach() {
        var credentials = new Credentials("Bearer a", "carol");

        exchanged("Bearer a");
        exchange.forCredentials(credentials, "id", PATIENCE, Priority.INTERACTIVE).await().atMost(PATIENCE);
        exchange.forCredentials(credentials, "id", PATIENCE, Priority.INTERACTIVE).await().atMost(PATIENCE);

        assertEquals(2, identity.askedForGrants);
        assertEquals("carol", identity.askedFor);
    }

    @ParameterizedTest
    @CsvSource({"person-refused, PERSON_REFUSED", "groups-unknown, GROUPS_UNKNOWN", "forbidden, FORBIDDEN", "not-found, FORBIDDEN"})
    void whoGetsNoGrantIsToldWhichKindOfRefusalItIs(String label, ProblemType expected) {
        var problem = "{\"type\":\"https://surety.dev/problems/" + label + "\",\"status\":403}";
        identity.grants = token -> Uni.createFrom().failure(new WebApplicationException(Response.status(403).entity(problem).build()));

        var refusal = assertThrows(ProblemException.class, () -> exchanged("Bearer a"));

        assertEquals(expected, refusal.type());
    }

    @Test
    void tokenBecomesAVerifiedGrantAndIsAskedForOnce() {
        var first = exchanged("Bearer a");
        var again = exchanged("Bearer a");

        assertEquals(alice(60), first.grant());
        assertEquals(first, again);
        assertEquals(1, identity.askedForGrants);
        assertEquals(1, identity.askedForKeys);
    }

    @Test
    void grantIsAskedForThisServiceAndThoseItCalls() {
        exchanged("Bearer a");

        assertEquals(List.of("retrieval", "inference"), identity.askedAudience);
    }

    @Test
    void heldGrantIsDroppedAtOnceWhenEntitlementsChange() {
        var before = exchanged("Bearer a");
        identity.grants = token -> Uni.createFrom().item(message(ofEpoch(8)));

        epochs.hear(changed("kestrel", 8, "olive"));
        var after = exchanged("Bearer a");

        assertEquals(List.of(0L, 8L), List.of(before.grant().epoch(), after.grant().epoch()));
        assertEquals(after, exchanged("Bearer a"));
        assertEquals(2, identity.askedForGrants);
    }

    @Test
    void heldGrantOfSomebodyElseIsKept() {
        exchanged("Bearer a");

        epochs.hear(changed("kestrel", 8, "omar"));
        epochs.hear(changed("saltmarsh", 8));
        exchanged("Bearer a");

        assertEquals(1, identity.askedForGrants);
    }

    @Test
    void grantThatWasMadeBeforeAChangeAndCameAfterItIsAskedForOnceMore() {
        epochs.hear(changed("kestrel", 8));
        var replies = new ArrayDeque<>(List.of(ofEpoch(7), ofEpoch(8)));
        identity.grants = token -> Uni.createFrom().item(message(replies.remove()));

        assertEquals(8, exchanged("Bearer a").grant().epoch());
        assertEquals(2, identity.askedForGrants);
    }

    @Test
    void identityPolicyThatDoesNotKnowOfAChangeVouchesForNobody() {
        epochs.hear(changed("kestrel", 8));
        identity.grants = token -> Uni.createFrom().item(message(ofEpoch(7)));

        assertEquals(ProblemType.IDENTITY_UNAVAILABLE, refused("Bearer a"));
        assertEquals(2, identity.askedForGrants);
    }

    @Test
    void grantThatAnotherServiceCalledOutdatedIsForgotten() {
        var refused = exchanged("Bearer a");

        exchange.forget(refused);
        exchanged("Bearer a");

        assertEquals(2, identity.askedForGrants);
    }

    @Test
    void olderGrantOfAnotherServiceIsOutdatedAndNotAStrangers() {
        epochs.hear(changed("kestrel", 8));

        assertEquals(ProblemType.GRANT_OUTDATED, problem(grants.verified(GrantCodec.sign(ofEpoch(7), key, clock.now))));
        assertEquals(8, grants.verified(GrantCodec.sign(ofEpoch(8), key, clock.now)).await().atMost(PATIENCE).epoch());
    }

    /**
     * A change is written (C) before its event arrives (E); a grant is read from the database (R) before its reply arrives (A). Whatever the order of the rest:
     * once the event has arrived, no older grant is used.
     */
    @ParameterizedTest
    @ValueSource(strings = {"CERA", "CREA", "CRAE", "RCEA", "RCAE", "RACE"})
    void whicheverCrossesWhichNoOlderGrantIsUsedAfterTheEvent(String order) {
        var epoch = new AtomicLong(7);
        var onTheWay = new CompletableFuture<GrantMessage>();
        var read = new AtomicLong();
        identity.grants = token -> Uni.createFrom().completionStage(onTheWay);
        UniAssertSubscriber<HeldGrant> asker = null;
        for (var step : order.toCharArray()) {
            switch (step) {
                case 'C' -> epoch.set(8);
                case 'E' -> epochs.hear(changed("kestrel", 8, "olive"));
                case 'R' -> {
                    asker = exchange.forBearer("Bearer a", "r", PATIENCE, Priority.INTERACTIVE).subscribe().withSubscriber(UniAssertSubscriber.create());
                    read.set(epoch.get());
                }
                default -> {
                    identity.grants = token -> Uni.createFrom().item(() -> message(ofEpoch(epoch.get())));
                    onTheWay.complete(message(ofEpoch(read.get())));
                }
            }
        }

        var got = asker.awaitItem(PATIENCE).getItem().grant().epoch();
        var next = exchanged("Bearer a").grant().epoch();

        assertEquals(8, next);
        assertEquals(order.indexOf('E') < order.indexOf('A') || order.indexOf('C') < order.indexOf('R') ? 8 : 7, got);
    }

    @Test
    void tagsOfAShortGrantThatCameAlongAreNotAskedFor() {
        identity.grants = token -> Uni.createFrom().item(abridgedMessage(many(), List.copyOf(many().tags())));

        assertEquals(many(), exchanged("Bearer a").grant());
        assertEquals(0, identity.askedForTagSets);
    }

    @Test
    void tagsOfAShortGrantAreAskedForOnceAndKept() {
        identity.tagSets = digest -> Uni.createFrom().item(List.copyOf(many().tags()));
        var text = GrantCodec.signAbridged(many(), key, clock.now);

        assertEquals(many(), grants.verified(text).await().atMost(PATIENCE));
        assertEquals(many(), grants.verified(text).await().atMost(PATIENCE));
        assertEquals(1, identity.askedForTagSets);
    }

    /** Fewer tags would be fewer denials. */
    @ParameterizedTest
    @ValueSource(strings = {"away", "silent", "fewer", "none"})
    void tagsThatCannotBeHadAreNeverFewer(String how) {
        identity.tagSets = digest -> switch (how) {
            case "away" -> Uni.createFrom().failure(new IllegalStateException("away"));
            case "silent" -> Uni.createFrom().nothing();
            case "fewer" -> Uni.createFrom().item(many().tags().stream().skip(1).toList());
            default -> Uni.createFrom().item(List.of());
        };
        var text = GrantCodec.signAbridged(many(), key, clock.now);

        assertEquals(ProblemType.IDENTITY_UNAVAILABLE, problem(grants.verified(text)));

        identity.tagSets = digest -> Uni.createFrom().item(List.copyOf(many().tags()));
        assertEquals(many(), grants.verified(text).await().atMost(PATIENCE));
    }

    @Test
    void tagsOfAnotherDigestThatCameAlongAreNotBelieved() {
        identity.grants = token -> Uni.createFrom().item(abridgedMessage(many(), List.of("user:olive", "group:board", "tenant:kestrel")));

        assertEquals(ProblemType.IDENTITY_UNAVAILABLE, refused("Bearer a"));
    }

    @Test
    void grantForOtherServicesIsRefused() {
        identity.grants = token -> Uni.createFrom().item(message(aGrant().forServices("ingestion").until(clock.now.plusSeconds(60)).build()));

        assertEquals(ProblemType.UNAUTHENTICATED, refused("Bearer a"));
    }

    @Test
    void everyTokenHasItsOwnGrant() {
        identity.grants = token -> Uni.createFrom().item(message(aGrant().of(token).until(clock.now.plusSeconds(60)).build()));

        assertEquals(List.of("Bearer a", "Bearer b"), List.of(exchanged("Bearer a").grant().tenant(), exchanged("Bearer b").grant().tenant()));
    }

    @Test
    void grantIsNotUsedAfterItsEnd() {
        exchanged("Bearer a");
        clock.now = clock.now.plusSeconds(60);

        exchanged("Bearer a");

        assertEquals(2, identity.askedForGrants);
    }

    @Test
    void grantThatEndsAtOnceIsUsedAllTheSame() {
        identity.grants = token -> Uni.createFrom().item(message(alice(2)));

        assertEquals(alice(2), exchanged("Bearer a").grant());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "Bearer", "Basic YTpi", "bearertoken", "a"})
    void withoutABearerTokenNobodyIsAsked(String authorization) {
        assertEquals(ProblemType.UNAUTHENTICATED, refused(authorization));
        assertEquals(ProblemType.UNAUTHENTICATED, refused("Bearer " + "a".repeat(20_000)));
        assertEquals(0, identity.askedForGrants);
    }

    @Test
    void refusalIsADenialAndNotKept() {
        identity.grants = token -> Uni.createFrom().failure(new WebApplicationException(401));

        assertEquals(List.of(ProblemType.UNAUTHENTICATED, ProblemType.UNAUTHENTICATED), List.of(refused("Bearer a"), refused("Bearer a")));
        assertEquals(2, identity.askedForGrants);
    }

    @Test
    void identityPolicyThatRefusesForWantOfRoomOrTimeIsNotAway() {
        identity.grants = token -> Uni.createFrom().failure(new WebApplicationException(429));
        assertEquals(ProblemType.OVERLOADED, refused("Bearer a"));

        identity.grants = token -> Uni.createFrom().failure(new WebApplicationException(504));
        assertEquals(ProblemType.DEADLINE_EXCEEDED, refused("Bearer a"));
    }

    @Test
    void identityPolicyThatFailsOrIsSilentVouchesForNobody() {
        identity.grants = token -> Uni.createFrom().failure(new WebApplicationException(500));
        assertEquals(ProblemType.IDENTITY_UNAVAILABLE, refused("Bearer a"));

        identity.grants = token -> Uni.createFrom().nothing();
        assertEquals(ProblemType.IDENTITY_UNAVAILABLE, refused("Bearer a"));

        identity.grants = token -> Uni.createFrom().nullItem();
        assertEquals(ProblemType.IDENTITY_UNAVAILABLE, refused("Bearer a"));
    }

    @Test
    void grantOfAStrangerIsRefusedWhoeverSendsIt() {
        var stranger = key("grants-1");
        identity.grants = token -> Uni.createFrom().item(message(alice(60), stranger));

        assertEquals(ProblemType.UNAUTHENTICATED, refused("Bearer a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"away", "{}", "[]", "{\"keys\": [{\"kty\": \"oct\", \"kid\": \"grants-1\", \"k\": \"AAAA\"}]}"})
    void withoutKeysNobodyIsBelieved(String keys) {
        identity.keys = () -> keys.equals("away") ? Uni.createFrom().failure(new IllegalStateException("away")) : Uni.createFrom().item(keys);

        assertEquals(ProblemType.IDENTITY_UNAVAILABLE, problem(grants.verified(GrantCodec.sign(alice(60), key, clock.now))));
    }

    @Test
    void unknownKeyIsLookedForAtMostOnceASecond() {
        var stranger = GrantCodec.sign(alice(60), key("grants-2"), clock.now);

        assertEquals(ProblemType.UNAUTHENTICATED, problem(grants.verified(stranger)));
        assertEquals(ProblemType.UNAUTHENTICATED, problem(grants.verified(stranger)));
        assertEquals(1, identity.askedForKeys);

        clock.now = clock.now.plusSeconds(1);
        assertEquals(ProblemType.UNAUTHENTICATED, problem(grants.verified(stranger)));
        assertEquals(2, identity.askedForKeys);
    }

    @Test
    void newKeyIsFoundAndAWithdrawnOneForgotten() {
        var old = GrantCodec.sign(alice(60), key, clock.now);
        assertEquals(alice(60), grants.verified(old).await().atMost(PATIENCE));

        var next = key("grants-2");
        keysAre(next);
        clock.now = clock.now.plusSeconds(301);
        var fresh = alice(60);

        assertEquals(ProblemType.UNAUTHENTICATED, problem(grants.verified(GrantCodec.sign(fresh, key, clock.now))));
        assertEquals(fresh, grants.verified(GrantCodec.sign(fresh, next, clock.now)).await().atMost(PATIENCE));
    }

    @Test
    void withdrawnKeyIsForgottenWhenTheKeysAreFetchedAgainAndNotBefore() {
        grants.verified(GrantCodec.sign(alice(60), key, clock.now)).await().atMost(PATIENCE);
        keysAre(key("grants-2"));

        assertEquals(alice(60), grants.verified(GrantCodec.sign(alice(60), key, clock.now)).await().atMost(PATIENCE));
        clock.now = clock.now.plusSeconds(30);
        keys.refresh();

        assertEquals(ProblemType.UNAUTHENTICATED, problem(grants.verified(GrantCodec.sign(alice(60), key, clock.now))));
    }

    /** A grant that was made before lives for a minute at most, so that keys that are kept fresh outlive it. */
    @Test
    void whileIdentityPolicyIsAwayKnownKeysHoldForFiveMinutes() {
        grants.verified(GrantCodec.sign(alice(60), key, clock.now)).await().atMost(PATIENCE);
        identity.keys = () -> Uni.createFrom().failure(new IllegalStateException("away"));

        clock.now = clock.now.plusSeconds(299);
        keys.refresh();
        assertEquals(alice(60), grants.verified(GrantCodec.sign(alice(60), key, clock.now)).await().atMost(PATIENCE));

        clock.now = clock.now.plusSeconds(1);
        keys.refresh();
        assertEquals(ProblemType.IDENTITY_UNAVAILABLE, problem(grants.verified(GrantCodec.sign(alice(60), key, clock.now))));
    }

    @Test
    void keysThatNobodyNeededAreNotFetched() {
        keys.refresh();

        assertEquals(0, identity.askedForKeys);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "no grant", "a.b.c", "eyJraWQiOjF9.e30.AA"})
    void whatIsNoGrantIsADenial(String header) {
        assertEquals(ProblemType.UNAUTHENTICATED, problem(grants.verified(header)));
    }

    @Test
    void textOfAHeldGrantHoldsNoGrant() {
        var held = exchanged("Bearer a");

        assertEquals("HeldGrant[Grant[g-1, 1 tags, until " + clock.now.plusSeconds(60) + "]]", held.toString());
    }

    private HeldGrant exchanged(String authorization) {
        return exchange.forBearer(authorization, "r", PATIENCE, Priority.INTERACTIVE).await().atMost(PATIENCE);
    }

    private ProblemType refused(String authorization) {
        return problem(exchange.forBearer(authorization, "r", Duration.ofMillis(50), Priority.INTERACTIVE));
    }

    private static ProblemType problem(Uni<?> outcome) {
        return assertThrows(ProblemException.class, () -> outcome.await().atMost(PATIENCE)).type();
    }

    private Grant many() {
        return aGrant().tagged("user:olive", "group:a", "group:b").until(clock.now.plusSeconds(60)).build();
    }

    private GrantMessage abridgedMessage(Grant grant, List<String> tags) {
        return new GrantMessage(
                GrantCodec.signAbridged(grant, key, clock.now), grant.expiresAt(), tags, List.copyOf(grant.audience()), grant.epoch());
    }

    private Grant ofEpoch(long epoch) {
        return aGrant().tagged("user:olive").ofEpoch(epoch).until(clock.now.plusSeconds(60)).build();
    }

    static byte[] changed(String tenant, long epoch, String... people) {
        try {
            var change = new EntitlementsChanged(tenant, epoch, List.of(people));
            return new ObjectMapper().registerModule(new JavaTimeModule()).writeValueAsBytes(
                    CloudEvent.of(tenant + "/" + epoch, "/surety/identity-policy", EntitlementsChanged.TYPE, tenant, Instant.EPOCH, change));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Grant alice(int seconds) {
        return aGrant().tagged("user:olive").until(clock.now.plusSeconds(seconds)).build();
    }

    private GrantMessage message(Grant grant) {
        return message(grant, key);
    }

    private GrantMessage message(Grant grant, PublicJsonWebKey signer) {
        return new GrantMessage(GrantCodec.sign(grant, signer, clock.now), grant.expiresAt(), List.copyOf(grant.tags()), List.copyOf(grant.audience()), grant.epoch());
    }

    private void keysAre(PublicJsonWebKey only) {
        identity.keys = () -> Uni.createFrom().item("{\"keys\": [" + only.toJson(OutputControlLevel.PUBLIC_ONLY) + "]}");
    }

    private static PublicJsonWebKey key(String id) {
        try {
            var key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId(id);
            return key;
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
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
