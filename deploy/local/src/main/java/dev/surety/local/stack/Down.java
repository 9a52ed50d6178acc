package dev.surety.local.stack;

import dev.surety.local.state.Checkout;
import dev.surety.local.state.StateFolder;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Stops every part; what they stored stays. */
@Command(name = "down", mixinStandardHelpOptions = true, description = "Stops the stack. Documents, answers and users stay.")
public final class Down implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    private final Map<String, String> environment;

    public Down(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() throws IOException {
        StateFolder state = StateFolder.of(Checkout.find(), environment);
        try (var _ = StackLock.take(state)) {
            new StackStop(state, spec.commandLine().getOut()).run();
        }
        return 0;
    }
}
