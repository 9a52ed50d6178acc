package dev.surety.local.leak;

import dev.surety.local.bench.Machine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Looks for leaks in the stack that runs; ends with 1 when there is one, or when it could not have seen one. */
@Command(name = "leak-test", mixinStandardHelpOptions = true,
        description = "Looks for leaks in the running stack: SEED, CHECKS, DOCUMENTS, FAULTS, WAYS; LOG=file keeps what was done; CASE=file plays a kept case again.")
public final class LeakTestCommand implements Callable<Integer> {

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    public LeakTestCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    @SuppressWarnings("try") // What is only closed in the end.
    public Integer call() throws IOException, InterruptedException {
        var settings = Settings.of(environment);
        var out = spec.commandLine().getOut();
        try (var stage = new Stage(environment, settings);
                var calm = NoConsequences.of(stage.site())) {
            var kept = environment.getOrDefault("CASE", "");
            var isTight = kept.isBlank() ? run(stage, settings, out) : replay(stage, Case.read(Path.of(kept)), out);
            stage.setup().closeEverything();
            return isTight ? 0 : 1;
        }
    }

    private boolean run(Stage stage, Settings settings, PrintWriter out) throws IOException, InterruptedException {
        var folder = stage.site().state().root().resolve("leak");
        var title = new Book.Title(settings, Stage.build(stage.site()), stage.site().checkout().commit("eval"), Machine.here().line());
        var book = Book.open(folder, title, !environment.getOrDefault("SEED", "").isBlank());
        var seed = book.settings().seed();
        var log = environment.getOrDefault("LOG", "");
        out.printf("leak-test: seed %d, %,d checks, %d documents, %d shots at once, changes hold after %d s%n",
                seed, settings.checks(), settings.documents(), settings.atOnce(), settings.bound().toSeconds());
        out.flush();
        return new Gate(stage, book, log.isBlank() ? folder.resolve("run-" + seed + ".md") : Path.of(log), out).run();
    }

    private static boolean replay(Stage stage, Case kept, PrintWriter out) throws IOException, InterruptedException {
        var leaks = new Replay(stage).leaksOf(kept);
        leaks.forEach(leak -> out.printf("LEAK by %s: %s saw document %d%n  where    %s%n", leak.way(), leak.who(), leak.document().number(), leak.where()));
        out.printf("leaks: %d checks: %d seed: %d%n", leaks.size(), kept.aimed().size(), kept.seed());
        out.flush();
        return leaks.isEmpty();
    }
}
