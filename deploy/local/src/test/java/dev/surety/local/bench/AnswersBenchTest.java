package dev.surety.local.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.local.bench.AnswersBench.StageTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswersBenchTest {

    @Test
    void stagesShareTheWaitAndTheRestIsAroundThem() {
        var counted = Metrics.parse("""
                surety_answer_stage_seconds_sum{decision="holds",stage="verify"} 0.5
                surety_answer_stage_seconds_sum{decision="found",stage="retrieve"} 2
                surety_answer_stage_seconds_sum{decision="nothing",stage="retrieve"} 1
                """);

        var times = AnswersBench.stageTimes(counted, Duration.ofSeconds(5), 10);

        assertEquals(
                List.of(
                        Map.entry("retrieve", new StageTime(300, 0.6)),
                        Map.entry("verify", new StageTime(50, 0.1)),
                        Map.entry("around the stages", new StageTime(150, 0.3))),
                List.copyOf(times.entrySet()));
    }
}
