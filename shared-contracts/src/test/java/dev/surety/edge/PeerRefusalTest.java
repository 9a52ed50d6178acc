package dev.surety.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.contract.Degradation;
import dev.surety.contract.SliceName;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerRefusalTest {

    private static final ProblemException UNAVAILABLE = new ProblemException(ProblemType.RETRIEVAL_UNAVAILABLE, "no");

    @Test
    void peerWithoutRoomIsNoOutage() {
        var problem = problem(answered(429).header("Retry-After", "7"));

        assertEquals(ProblemType.OVERLOADED, problem.type());
        assertEquals("retrieve", problem.limit().orElseThrow());
        assertEquals("retrieve has no room for the request at the moment", problem.getMessage());
        assertEquals(Duration.ofSeconds(7), problem.retryAfter().orElseThrow());
        assertEquals(Optional.empty(), problem.degraded());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"load-shed | true", "lexical-only, load-shed | true", "lexical-only | false", "load-shedding | false"})
    void peerThatShedsSaysSo(String modes, boolean sheds) {
        var problem = problem(answered(429).header("Surety-Degraded", modes));

        assertEquals(sheds ? Optional.of(Degradation.LOAD_SHED) : Optional.empty(), problem.degraded());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "soon", "1.5", "99999999999999999999", "Wed, 25 Nov 2026 10:00:00 GMT"})
    void timeThatCantBeReadIsASecond(String retryAfter) {
        assertEquals(Duration.ofSeconds(1), problem(answered(429).header("Retry-After", retryAfter)).retryAfter().orElseThrow());
        assertEquals(Duration.ofSeconds(1), problem(answered(429)).retryAfter().orElseThrow());
    }

    @Test
    void peerThatHadTooLittleTimeIsNoOutageEither() {
        assertEquals(ProblemType.DEADLINE_EXCEEDED, problem(answered(504)).type());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 500, 502, 503})
    void everyOtherStatusIsAnOutage(int status) {
        assertSame(UNAVAILABLE, problem(answered(status)));
    }

    @Test
    void soIsWhateverElseFails() {
        assertSame(UNAVAILABLE, PeerRefusal.of(new IllegalStateException("connection refused"), SliceName.RETRIEVE, UNAVAILABLE));
    }

    private static Response.ResponseBuilder answered(int status) {
        return Response.status(status);
    }

    private static ProblemException problem(Response.ResponseBuilder response) {
        return PeerRefusal.of(new WebApplicationException(response.build()), SliceName.RETRIEVE, UNAVAILABLE);
    }
}
