package dev.surety.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ProblemTypeTest {

    /** Callers branch on these words: a change here is a change of the API. */
    @Test
    void catalogueIsThis() {
        var catalogue = Arrays.stream(ProblemType.values())
                .map(type -> "%s %d %s".formatted(type.uri(), type.status(), type.retryHelps() ? "retry" : "final"))
                .collect(Collectors.joining("\n", "", "\n"));

        assertEquals("""
                https://surety.dev/problems/invalid-request 400 final
                https://surety.dev/problems/unauthenticated 401 final
                https://surety.dev/problems/grant-outdated 401 retry
                https://surety.dev/problems/forbidden 403 final
                https://surety.dev/problems/person-refused 403 final
                https://surety.dev/problems/groups-unknown 403 final
                https://surety.dev/problems/not-found 404 final
                https://surety.dev/problems/method-not-allowed 405 final
                https://surety.dev/problems/not-acceptable 406 final
                https://surety.dev/problems/promotions-frozen 409 retry
                https://surety.dev/problems/not-promotable 409 final
                https://surety.dev/problems/not-confirmable 409 final
                https://surety.dev/problems/call-unsettled 409 final
                https://surety.dev/problems/too-large 413 final
                https://surety.dev/problems/unsupported-media-type 415 final
                https://surety.dev/problems/overloaded 429 retry
                https://surety.dev/problems/limit-reached 429 retry
                https://surety.dev/problems/internal 500 retry
                https://surety.dev/problems/tool-failed 502 final
                https://surety.dev/problems/identity-unavailable 503 retry
                https://surety.dev/problems/retrieval-unavailable 503 retry
                https://surety.dev/problems/recording-unavailable 503 retry
                https://surety.dev/problems/unavailable 503 retry
                https://surety.dev/problems/tool-timed-out 504 final
                https://surety.dev/problems/deadline-exceeded 504 retry
                """, catalogue);
    }

    @Test
    void labelEndsTheUri() {
        var uris = Arrays.stream(ProblemType.values()).map(ProblemType::uri).toList();

        assertEquals(uris, Arrays.stream(ProblemType.values()).map(type -> "https://surety.dev/problems/" + type.label()).toList());
    }

    @Test
    void problemLeavesOutWhatItDoesNotKnow() throws JsonProcessingException {
        var problem = Problem.of(ProblemType.INVALID_REQUEST, "k is 0, it must be 1 to 50", "k", null);

        assertEquals(
                "{\"type\":\"https://surety.dev/problems/invalid-request\",\"title\":\"The request is not valid\",\"status\":400,"
                        + "\"detail\":\"k is 0, it must be 1 to 50\",\"field\":\"k\"}",
                new ObjectMapper().writeValueAsString(problem));
    }
}
