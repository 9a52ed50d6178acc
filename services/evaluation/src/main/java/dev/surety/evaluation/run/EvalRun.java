package dev.surety.evaluation.run;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.surety.evaluation.judge.CaseResult;
import dev.surety.evaluation.judge.Verdict;
import dev.surety.evaluation.suite.Suite;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * A run as it stands.
 *
 * @param id           of the run
 * @param suite        its name
 * @param suiteVersion content hash of the suite's file
 * @param tenant       whose suite it is
 * @param cases        how many there are
 * @param thresholds   as they were when the run began
 * @param startedAt    when it began
 * @param state        where it is
 * @param results      of the cases that are done, in the suite's order
 */
record EvalRun(
        UUID id,
        String suite,
        String suiteVersion,
        String tenant,
        int cases,
        Suite.Thresholds thresholds,
        Instant startedAt,
        State state,
        List<CaseResult> results) {

    EvalRun {
        results = List.copyOf(results);
    }

    /** Where a run is. */
    sealed interface State {

        /** Cases are still to come. */
        record Running() implements State {}

        /** All cases are judged. */
        record Finished(Instant at, Verdict.Word verdict) implements State {}

        /** It ended before all cases were judged; there is no verdict. */
        record Aborted(Instant at) implements State {}
    }

    /** The words for states in the database, in messages and in events. */
    public enum StateWord {
        RUNNING,
        FINISHED,
        ABORTED;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        static StateWord of(State state) {
            return switch (state) {
                case State.Running running -> RUNNING;
                case State.Finished finished -> FINISHED;
                case State.Aborted aborted -> ABORTED;
            };
        }
    }
}
