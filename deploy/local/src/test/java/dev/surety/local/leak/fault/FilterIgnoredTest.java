package dev.surety.local.leak.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FilterIgnoredTest {

    private static String changed(String lines) {
        return new String(FilterIgnored.withoutFilters(lines.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    @Test
    void everyFilterIsAlwaysMetAndTheRestStays() {
        var asked = """
                {"index":["surety-live-*"],"ignore_unavailable":true}
                {"size":50,"query":{"bool":{"must":[{"multi_match":{"query":"a"}}],"filter":[{"term":{"tenant":"x"}}]}}}
                {"index":["surety-live-*"]}
                {"query":{"knn":{"embedding":{"k":5,"filter":{"bool":{"must_not":[{"terms":{"deny":["y"]}}]}}}}}}
                """;

        assertEquals(
                """
                {"index":["surety-live-*"],"ignore_unavailable":true}
                {"size":50,"query":{"bool":{"must":[{"multi_match":{"query":"a"}}],"filter":{"match_all":{}}}}}
                {"index":["surety-live-*"]}
                {"query":{"knn":{"embedding":{"k":5,"filter":{"match_all":{}}}}}}
                """,
                changed(asked));
    }
}
