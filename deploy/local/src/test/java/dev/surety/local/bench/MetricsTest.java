package dev.surety.local.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTest {

    private static final String PAGE = """
            # HELP surety_answer_stage_seconds time of each stage of an answer
            # TYPE surety_answer_stage_seconds histogram
            surety_answer_stage_seconds_sum{decision="found",stage="retrieve"} 1.5
            surety_answer_stage_seconds_sum{decision="nothing",stage="retrieve"} 0.25
            surety_answer_stage_seconds_sum{decision="granted",stage="authorize"} 4.0E-4
            surety_answers_total{cache="none",tier="extractive"} 3.0 # {span_id="9e8a",trace_id="029f"} 1.0 1795561640.427
            http_requests_sum{uri="/v1/indexes/{name}/health"} 2.0
            up 1
            limit{area="heap"} NaN
            # EOF
            """;

    @Test
    void sumsOverWhatWasNotAskedFor() {
        var metrics = Metrics.parse(PAGE);

        assertEquals(1.75, metrics.sum("surety_answer_stage_seconds_sum", Map.of("stage", "retrieve")));
        assertEquals(3.0, metrics.sum("surety_answers_total", Map.of("tier", "extractive")));
        assertEquals(0.0, metrics.sum("surety_answers_total", Map.of("tier", "large")));
        assertEquals(1.0, metrics.sum("up", Map.of()));
    }

    @Test
    void bracesInAValueEndNoLabels() {
        assertEquals(2.0, Metrics.parse(PAGE).sum("http_requests_sum", Map.of("uri", "/v1/indexes/{name}/health")));
    }

    @Test
    void sumsByALabelComeInTheOrderAskedFor() {
        var stages = Metrics.parse(PAGE).by("surety_answer_stage_seconds_sum", "stage", List.of("retrieve", "verify"));

        assertEquals(List.of(Map.entry("retrieve", 1.75), Map.entry("authorize", 0.0004)), List.copyOf(stages.entrySet()));
    }

    @Test
    void differenceCountsWhatIsNewFromZero() {
        var earlier = Metrics.parse("a{x=\"1\"} 10\n");
        var later = Metrics.parse("a{x=\"1\"} 12.5\na{x=\"2\"} 4\n");

        var added = later.since(earlier);

        assertEquals(Metrics.parse("a{x=\"1\"} 2.5\na{x=\"2\"} 4\n"), added);
    }
}
