package dev.surety.local.stack;

import dev.surety.local.state.Site;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The table alone. */
@Command(name = "status", mixinStandardHelpOptions = true, description = "Shows every part; ends with 1 unless all are ready.")
public final class Status implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    private final Map<String, String> environment;

    public Status(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() throws IOException {
        Site site = Site.from(environment);
        var parts = new StackParts(site, environment).all(new Weights(site.state(), environment).present());
        return new StackTable(site.state()).print(parts, spec.commandLine().getOut()) ? 0 : 1;
    }
}
