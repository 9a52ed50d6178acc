package dev.surety.local.eval;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Starts a run and stays with it until its end, on one line that is written over. */
final class RunWatch {

    private static final Duration LONGEST_STANDSTILL = Duration.ofMinutes(5);

    private final EvalRuns runs;
    private final PrintWriter out;
    private final Clock clock;
    private final Duration pause;

    /** @param pause between two looks */
    RunWatch(EvalRuns runs, PrintWriter out, Clock clock, Duration pause) {
        this.runs = runs;
        this.out = out;
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * The finished run.
     *
     * @throws CannotRun   when it was refused, or ended without a verdict, or stood still for five minutes
     * @throws IOException when evaluation or Keycloak does not answer
     */
    JsonNode carriedOut(String suite) throws IOException, InterruptedException {
        var run = runs.start(suite);
        var done = -1;
        var lastMove = clock.instant();
        while (run.path("state").asText().equals("running")) {
            if (run.at("/progress/done").asInt() != done) {
                done = run.at("/progress/done").asInt();
                lastMove = clock.instant();
                tell(suite, run);
            } else if (Duration.between(lastMove, clock.instant()).compareTo(LONGEST_STANDSTILL) > 0) {
                throw new CannotRun("no case was judged for " + LONGEST_STANDSTILL.toMinutes() + " minutes; see `make logs S=evaluation`");
            }
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
            run = runs.run(run.path("id").asText());
        }
        if (!run.path("state").asText().equals("finished")) {
            throw new CannotRun("the run ended without a verdict; see `make logs S=evaluation` (run " + run.path("id").asText() + ")");
        }
        tell(suite, run);
        out.println();
        return run;
    }

    private void tell(String suite, JsonNode run) {
        out.printf("\r  %s: %d of %d cases judged", suite, run.at("/progress/done").asInt(), run.at("/progress/of").asInt());
        out.flush();
    }
}
