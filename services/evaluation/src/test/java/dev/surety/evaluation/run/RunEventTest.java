package dev.surety.evaluation.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.surety.evaluation.judge.Verdict;
import dev.surety.evaluation.suite.Suite;
import dev.surety.event.CloudEvent;
import dev.surety.event.EventSchema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RunEventTest {

    private static final UUID RUN = UUID.fromString("6f1c1f0a-3f0e-4a52-8a5e-0d7b6c1e9a44");
    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");
    private static final Instant END = Instant.parse("2026-11-24T09:00:00Z");

    @ParameterizedTest
    @MethodSource
    void whatIsAnnouncedIsTheExampleOfTheContract(String example, EvalRun.State state, String type, Instant at) throws JsonProcessingException {
        var run = new EvalRun(RUN, "kestrel", "9c2e51d07b44", "kestrel", 30, thresholds(), START, state, List.of());

        var event = CloudEvent.of(
                RUN + "/" + EvalRun.StateWord.of(state).label(), "/surety/evaluation", type, RUN.toString(), at, RunEvent.of(run));

        assertEquals("[]", EventSchema.of("eval-run.v1").violations(event));
        assertEquals(EventSchema.JSON.readTree(EventSchema.example(example)), EventSchema.JSON.<JsonNode>valueToTree(event));
    }

    static Stream<Arguments> whatIsAnnouncedIsTheExampleOfTheContract() {
        return Stream.of(
                Arguments.of("eval-run.v1.started", new EvalRun.State.Running(), RunEvent.STARTED, START),
                Arguments.of("eval-run.v1.finished", new EvalRun.State.Finished(END, Verdict.Word.PASSED), RunEvent.FINISHED, END),
                Arguments.of("eval-run.v1.aborted", new EvalRun.State.Aborted(END), RunEvent.FINISHED, END));
    }

    private static Suite.Thresholds thresholds() {
        return new Suite.Thresholds(new Suite.Retrieval(0, 0, 0), new Suite.Generation(Map.of(), 0, 0));
    }
}
