package dev.surety.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.api.Problem;
import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.contract.Degradation;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ProblemMappingTest {

    private static final ContractInForce CONTRACT =
            new ContractInForce(Path.of("../deploy/contract.yaml"), Duration.ofHours(1), Clock.systemUTC(), new SimpleMeterRegistry());

    private final ProblemMapping mapping = new ProblemMapping(
            "retrieval",
            new Redactions(CONTRACT, new TenantNames(null, Clock.systemUTC()), NamesModelTest.noModel(), new SimpleMeterRegistry()));

    @AfterAll
    static void stopWatching() {
        CONTRACT.stop(new ShutdownEvent());
        RedactedLines.byNoContract();
    }

    @Test
    void whatMayNotBeAnsweredIsNotRepeatedInAProblem() {
        var echo = ProblemException.invalid("4111 1111 1111 1111", "there is no field '4111 1111 1111 1111'; known are question");

        var problem = (Problem) mapping.problem(echo, request()).getEntity();

        assertEquals(List.of("there is no field '[payment-card]'; known are question", "[payment-card]"), List.of(problem.detail(), problem.field()));
    }


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
