package dev.surety.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.contract.Degradation;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemMappingTest {

    private final ProblemMapping mapping = new ProblemMapping("retrieval");

    @Test
    void whoIsTurnedAwayIsToldWhenByWhatLimitAndInWhichMode() {
        var shed = ProblemException.overloaded("retrieve", "the error budget burns", Duration.ofSeconds(5), Degradation.LOAD_SHED);
        var full = ProblemException.overloaded("retrieve", "no room", Duration.ofMillis(10), null);
        var away = ProblemException.retryable(ProblemType.RETRIEVAL_UNAVAILABLE, "away", Duration.ofSeconds(2));
        var broken = new ProblemException(ProblemType.UNAVAILABLE, "away");

        assertEquals(List.of("429", "5", "\"retrieve\";r=0;t=5", "load-shed"), headers(shed));
        assertEquals(List.of("429", "1", "\"retrieve\";r=0;t=1", "none"), headers(full));
        assertEquals(List.of("503", "2", "\"retrieval\";r=0;t=2", "none"), headers(away));
        assertEquals(List.of("503", "1", "\"retrieval\";r=0;t=1", "none"), headers(broken));
    }

    @Test
    void frozenPromotionNamesItsModeAndWhenToComeBack() {
        var frozen = ProblemException.retryable(ProblemType.PROMOTIONS_FROZEN, "frozen", Duration.ofSeconds(60));

        assertEquals(List.of("409", "60", "none", "promotions-frozen"), headers(frozen));
    }

    @Test
    void otherProblemsSayNothingOfComingBack() {
        for (var type : Arrays.stream(ProblemType.values())
                .filter(type -> type.status() != 429 && type.status() != 503 && type != ProblemType.PROMOTIONS_FROZEN)
                .toList()) {
            assertEquals(List.of(String.valueOf(type.status()), "none", "none", "none"), headers(new ProblemException(type, "no")));
        }
    }

    private List<String> headers(ProblemException problem) {
        var response = mapping.problem(problem, request());
        return List.of(
                String.valueOf(response.getStatus()),
                header(response.getHeaderString("Retry-After")),
                header(response.getHeaderString("RateLimit")),
                header(response.getHeaderString("Surety-Degraded")));
    }

    private static String header(String value) {
        return value == null ? "none" : value;
    }

    /** A request of which only the headers are looked at, and which has none. */
    private static ContainerRequestContext request() {
        return (ContainerRequestContext) Proxy.newProxyInstance(
                ProblemMappingTest.class.getClassLoader(), new Class<?>[] {ContainerRequestContext.class}, (proxy, method, arguments) -> null);
    }
}
