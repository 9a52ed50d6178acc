package dev.surety.identity.caller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenClaimsTest {

    private static final Instant END = Instant.ofEpochSecond(1_800_000_000);

    private final TokenClaims claims = new TokenClaims(() -> "service-account-");

    @Test
    void aPersonIsReadWithGroupsAndClearance() {
        var caller = read("""
                {"sub": "1", "preferred_username": "carol", "tenant": "kestrel", "groups": ["people"], "clearance": 2, "exp": 1800000000}""");

        assertEquals(Optional.of(new Caller.Person("carol", "kestrel", Set.of("group:people"), 2, END)), caller);
    }

    @Test
    void absentGroupsAndClearanceGiveNothing() {
        var caller = read("""
                {"sub": "1", "preferred_username": "carol", "tenant": "kestrel", "exp": 1800000000}""");

        assertEquals(Optional.of(new Caller.Person("carol", "kestrel", Set.of(), 0, END)), caller);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"-1 | 0", "1.5 | 0", "\"2\" | 0", "null | 0", "true | 0", "99999999999 | 0", "[3] | 0", "0 | 0", "3 | 3"})
    void onlyAWholeNumberIsAClearance(String clearance, int expected) {
        var caller = read("""
                {"sub": "1", "preferred_username": "carol", "tenant": "kestrel", "clearance": %s, "exp": 1800000000}""".formatted(clearance));

        assertEquals(expected, caller.orElseThrow().clearance());
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

        assertEquals(Optional.of(new Caller.Service("ingestion", END)), caller);
    }

    private Optional<Caller> read(String json) {
        try {
            return claims.caller(new JsonMapper().readTree(json));
        } catch (JsonProcessingException bad) {
            throw new IllegalArgumentException(bad);
        }
    }
}
