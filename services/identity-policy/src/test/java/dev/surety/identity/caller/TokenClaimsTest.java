package dev.surety.identity.caller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenClaimsTest {

    private static final Instant END = Instant.ofEpochSecond(1_800_000_000);

    private static final CallerConfig CONFIG = CallerConfigTest.read(Map.of());
    private static final Issuer FIRST = new Issuer("Default", "", "", new Issuer.Realm.AllBut(Set.of("tern")), null, true, CONFIG.claims());
    private static final Issuer PARTNER = new Issuer(
            "partner", "https://partner.example", "surety", new Issuer.Realm.Only(Set.of("tern")), "tern", false,
            CallerConfigTest.read(Map.of("surety.callers.claims.user-name", "upn", "surety.callers.claims.groups", "roles", "surety.callers.claims.clearance", "level"))
                    .claims());

    private final TokenClaims claims = new TokenClaims(CONFIG);

    @Test
    void aPersonIsReadWithGroupsAndClearance() {
        var caller = read("""
                {"sub": "1", "preferred_username": "carol", "tenant": "kestrel", "groups": ["people"], "clearance": 2, "exp": 1800000000}""");

        assertEquals(Optional.of(person(Set.of("group:people"), 2)), caller);
    }

    @Test
    void absentGroupsAndClearanceGiveNothing() {
        var caller = read("""
                {"sub": "1", "preferred_username": "carol", "tenant": "kestrel", "exp": 1800000000}""");

        assertEquals(Optional.of(person(Set.of(), 0)), caller);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"-1 | 0", "1.5 | 0", "\"2\" | 0", "null | 0", "true | 0", "99999999999 | 0", "[3] | 0", "0 | 0", "3 | 3"})
    void onlyAWholeNumberIsAClearance(String clearance, int expected) {
        var caller = read("""
                {"sub": "1", "preferred_username": "carol", "tenant": "kestrel", "clearance": %s, "exp": 1800000000}""".formatted(clearance));

        assertEquals(Optional.of(person(Set.of(), expected)), caller);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{}",
        "{'sub': '1', 'preferred_username': 'carol', 'exp': 1800000000}",
        "{'sub': '1', 'tenant': 'kestrel', 'exp': 1800000000}",
        "{'preferred_username': 'carol', 'tenant': 'kestrel', 'exp': 1800000000}",
        "{'sub': '1', 'preferred_username': 'carol', 'tenant': 'kestrel'}",
        "{'sub': '1', 'preferred_username': 'car\\u0000ol', 'tenant': 'kestrel', 'exp': 1800000000}",
        "{'sub': '1', 'preferred_username': ' carol', 'tenant': 'kestrel', 'exp': 1800000000}",
        "{'sub': '1', 'preferred_username': 'carol', 'tenant': ['kestrel'], 'exp': 1800000000}",
        "{'sub': '1', 'preferred_username': 'carol', 'tenant': 'kestrel', 'groups': {'a': 1}, 'exp': 1800000000}",
        "{'sub': '1', 'preferred_username': 'carol', 'tenant': 'surety', 'exp': 1800000000}",
        "{'sub': '1', 'preferred_username': 'carol', 'tenant': 'tern', 'exp': 1800000000}",
        "{'sub': '1', 'preferred_username': 'carol', 'tenant': 'kestrel', 'act': 'somebody', 'exp': 1800000000}",
        "{'sub': '1', 'preferred_username': 'carol', 'tenant': 'kestrel', 'act': {'sub': 'a\\u200bb'}, 'exp': 1800000000}",
        "{'sub': '1', 'preferred_username': 'service-account-x', 'exp': 1800000000}"
    })
    void whoeverIsNotNamedIsNobody(String json) {
        assertEquals(Optional.empty(), read(json.replace('\'', '"')));
    }

    @Test
    void aServiceAccountIsAServiceWhateverElseItsTokenSays() {
        var caller = read("""
                {"sub": "1", "preferred_username": "service-account-surety-ingestion", "service": "ingestion", "tenant": "kestrel",
                 "groups": ["people"], "clearance": 3, "exp": 1800000000}""");

        assertEquals(Optional.of(new Claimed.Service("ingestion", "kestrel", 3, END)), caller);
    }

    @Test
    void aServiceWithoutClearanceHasNoLimitOfItsOwn() {
        var caller = read("""
                {"sub": "1", "preferred_username": "service-account-surety-ingestion", "service": "ingestion", "exp": 1800000000}""");

        assertEquals(Optional.of(new Claimed.Service("ingestion", null, Integer.MAX_VALUE, END)), caller);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "'_claim_names': {'groups': 'src1'}, '_claim_sources': {'src1': {'endpoint': 'https://graph.example'}}",
        "'_claim_names': 'groups'",
        "'hasgroups': true",
        "'hasgroups': 'true'",
        "'groups:src1': 'https://graph.example'",
        "'groups': ['people'], 'hasgroups': true"
    })
    void groupsThatAreKeptElsewhereAreSaidToBe(String overage) {
        var caller = read("{'sub': '1', 'preferred_username': 'carol', 'tenant': 'kestrel', 'exp': 1800000000, %s}".formatted(overage).replace('\'', '"'));

        assertEquals(Optional.of(new Claimed.Person("carol", "kestrel", new Claimed.Groups.Elsewhere(), 0, END, null)), caller);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'hasgroups': false", "'_claim_names': {'address': 'src1'}"})
    void whatIsElsewhereButNoGroupsIsNoOverage(String claim) {
        var caller = read("{'sub': '1', 'preferred_username': 'carol', 'tenant': 'kestrel', 'exp': 1800000000, %s}".formatted(claim).replace('\'', '"'));

        assertEquals(Optional.of(person(Set.of(), 0)), caller);
    }

    @Test
    void whoUsesAPersonsTokenIsRead() {
        var caller = read("""
                {"sub": "1", "preferred_username": "carol", "tenant": "kestrel", "exp": 1800000000,
                 "act": {"sub": "2", "client_id": "desk", "act": {"sub": "3"}}}""");

        assertEquals(Optional.of(new Claimed.Person("carol", "kestrel", new Claimed.Groups.Named(Set.of()), 0, END, "desk")), caller);
    }

    @Test
    void anotherIssuersClaimsAreReadByItsOwnNames() {
        var caller = read("""
                {"sub": "1", "upn": "dana", "preferred_username": "alice", "tenant": "kestrel", "roles": ["/crew"], "level": 2, "exp": 1800000000}""", PARTNER);

        assertEquals(Optional.of(new Claimed.Person("dana", "tern", new Claimed.Groups.Named(Set.of("group:crew")), 2, END, null)), caller);
    }

    @Test
    void aServiceOfAnIssuerWithoutServicesIsAPersonOfItsTenant() {
        var caller = read("""
                {"sub": "1", "upn": "service-account-surety-ingestion", "service": "ingestion", "exp": 1800000000}""", PARTNER);

        assertEquals(
                Optional.of(new Claimed.Person("service-account-surety-ingestion", "tern", new Claimed.Groups.Named(Set.of()), 0, END, null)), caller);
    }

    @Test
    void noIssuerSpeaksForAnothersTenantNorForTheServices() {
        assertEquals(
                List.of(true, false, false, true, false, false),
                List.of(
                        FIRST.maySpeakFor("kestrel"), FIRST.maySpeakFor("tern"), FIRST.maySpeakFor("surety"),
                        PARTNER.maySpeakFor("tern"), PARTNER.maySpeakFor("kestrel"), PARTNER.maySpeakFor("surety")));
    }

    private static Claimed person(Set<String> groups, int clearance) {
        return new Claimed.Person("carol", "kestrel", new Claimed.Groups.Named(groups), clearance, END, null);
    }

    private Optional<Claimed> read(String json) {
        return read(json, FIRST);
    }

    private Optional<Claimed> read(String json, Issuer issuer) {
        try {
            return claims.claimed(new JsonMapper().readTree(json), issuer);
        } catch (JsonProcessingException bad) {
            throw new IllegalArgumentException(bad);
        }
    }
}
