package dev.surety.evaluation.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.surety.evaluation.judge.Verdict;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The data of an event on {@code surety.eval-runs.v1}, keyed by run id.
 *
 * @param runId        of the run
 * @param suite        its name
 * @param suiteVersion content hash of the suite's file
 * @param tenant       whose suite it is
 * @param cases        how many there are
 * @param state        {@code running}, {@code finished} or {@code aborted}
 * @param verdict      {@code passed} or {@code failed}, for a finished run
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RunEvent(
        UUID runId, String suite, String suiteVersion, String tenant, int cases, EvalRun.StateWord state, Verdict.@Nullable Word verdict) {

    static final String STARTED = "dev.surety.eval-run.started.v1";
    static final String FINISHED = "dev.surety.eval-run.finished.v1";

    static RunEvent of(EvalRun run) {
        var verdict = run.state() instanceof EvalRun.State.Finished finished ? finished.verdict() : null;
        return new RunEvent(run.id(), run.suite(), run.suiteVersion(), run.tenant(), run.cases(), EvalRun.StateWord.of(run.state()), verdict);
    }
}
