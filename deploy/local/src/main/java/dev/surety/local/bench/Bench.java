package dev.surety.local.bench;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** All benchmarks that need nothing but a running stack with the demo company in it. Start reading here. */
@Command(name = "bench", mixinStandardHelpOptions = true,
        description = "Runs the benchmarks that need no extra data, one after the other, and writes their results into eval/benchmarks.")
public final class Bench implements Callable<Integer> {

    /** Memory is looked at after the load; the small model comes last, because it restarts inference. */
    private static final List<String> ALL = List.of("answers", "ingestion", "footprint", "small-tier");

    @Spec
    private CommandSpec spec;

    /** With its benchmarks as subcommands. */
    public static CommandLine commandLine(Map<String, String> environment) {
        return new CommandLine(new Bench())
                .addSubcommand(new AnswersBench(environment))
                .addSubcommand(new IngestionBench(environment))
                .addSubcommand(new FootprintBench(environment))
                .addSubcommand(new SmallTierBench(environment))
                .addSubcommand(new OverloadBench(environment))
                .addSubcommand(new BudgetBench(environment))
                .addSubcommand(new FilterBench(environment))
                .addSubcommand(new QuestionsBench(environment))
                .addSubcommand(new RevocationBench(environment));
    }

    @Override
    public Integer call() {
        var worst = 0;
        for (var name : ALL) {
            worst = Math.max(worst, spec.commandLine().execute(name));
        }
        return worst;
    }
}
