package dev.surety.retrieval.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.api.Problem;
import dev.surety.api.ProblemType;
import io.restassured.response.Response;
import org.jspecify.annotations.Nullable;

/** Says what a problem has to look like. */
public final class Problems {

    private Problems() {}

    /** A whole problem document, with the id of the request that it answers. */
    public static void assertProblem(ProblemType type, String detail, @Nullable String field, Response response) {
        var requestId = response.header("X-Request-Id");

        assertEquals(
                new Problem(type.uri(), type.title(), type.status(), detail, field, requestId), response.then().extract().as(Problem.class));
        assertEquals(type.status(), response.statusCode());
        assertEquals(Problem.MEDIA_TYPE, response.contentType().replaceAll(";.*", ""));
        assertEquals(
                type == ProblemType.UNAUTHENTICATED ? "Bearer" : null, response.header("WWW-Authenticate"));
    }

    /** A problem of a type about a field, whatever its words. */
    public static void assertProblem(ProblemType type, String field, Response response) {
        assertProblem(type, response.path("detail"), field, response);
    }
}
