package dev.surety.local.stack;

import dev.surety.local.state.Checkout;
import dev.surety.local.state.StateFolder;
import dev.surety.local.state.Trees;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Back to the state before the first start, except for what takes long to fetch. */
@Command(name = "reset", mixinStandardHelpOptions = true,
        description = "Stops the stack and deletes documents, answers, users, secrets and logs. Unpacked servers and weights stay.")
public final class Reset implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    private final Map<String, String> environment;

    public Reset(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        StateFolder state = StateFolder.of(Checkout.find(), environment);
        try (var _ = StackLock.take(state)) {
            new StackStop(state, out).run();
            for (Path path : List.of(state.data(), state.apps(), state.runs(), state.logs(), state.secrets(), state.grantKeys())) {
                if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                    Trees.delete(path);
                    out.println("  deleted " + path);
                }
            }
        }
        out.flush();
        return 0;
    }
}
