package dev.surety.local.eval;

import dev.surety.local.state.Site;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs suites and prints what they came to; a suite that can't run does not keep the others from running. */
@Command(name = "eval", mixinStandardHelpOptions = true, exitCodeOnExecutionException = EvalCommand.COULD_NOT_RUN,
        description = "Runs the suite in the variable SUITE, or all suites. Ends with 0 when every threshold is met, with 1 below one, with 2 when a suite could not run.")
public final class EvalCommand implements Callable<Integer> {

    static final int MET = 0;
    static final int BELOW = 1;
    static final int COULD_NOT_RUN = 2;

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    public EvalCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() throws Exception {
        var site = Site.from(environment);
        var runs = new EvalRuns(site);
        var worst = MET;
        for (var suite : SuiteNames.of(site.checkout().suites(environment), environment.getOrDefault("SUITE", "").strip())) {
            worst = Math.max(worst, ended(suite, runs));
        }
        return worst;
    }

    private int ended(String suite, EvalRuns runs) throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try {
            var run = new RunWatch(runs, out, Clock.systemUTC(), PAUSE).carriedOut(suite);
            new RunPrinter(out).print(run);
            return run.path("verdict").asText().equals("passed") ? MET : BELOW;
        } catch (CannotRun reason) {
            spec.commandLine().getErr().println("eval: " + suite + ": " + reason.getMessage());
            spec.commandLine().getErr().flush();
            return COULD_NOT_RUN;
        }
    }
}
