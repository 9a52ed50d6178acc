package dev.surety.local.stack;

import dev.surety.local.process.LogTail;
import dev.surety.local.state.Checkout;
import dev.surety.local.state.StateFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What a part wrote. */
@Command(name = "logs", mixinStandardHelpOptions = true, description = "Shows the end of a part's log.")
public final class Logs implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "PART")
    private String part = "";

    @Option(names = {"-f", "--follow"}, description = "Goes on until Ctrl-C.")
    private boolean follow;

    private final Map<String, String> environment;

    public Logs(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        StateFolder state = StateFolder.of(Checkout.find(), environment);
        Path log = state.log(part);
        if (!Files.exists(log)) {
            throw new IllegalArgumentException("no log of a part named `" + part + "`; there are " + known(state));
        }
        if (follow) {
            return new ProcessBuilder("tail", "-n", "100", "-F", log.toString()).inheritIO().start().waitFor();
        }
        PrintWriter out = spec.commandLine().getOut();
        LogTail.lines(log).forEach(out::println);
        out.flush();
        return 0;
    }

    private static String known(StateFolder state) throws IOException {
        if (!Files.isDirectory(state.logs())) {
            return "none: run `make up`";
        }
        try (Stream<Path> files = Files.list(state.logs())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".log"))
                    .map(name -> name.substring(0, name.length() - ".log".length()))
                    .sorted().collect(Collectors.joining(" "));
        }
    }
}
