package dev.surety.local.ask;

import dev.surety.local.state.Site;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints an access token and nothing else, so that {@code curl} works. */
@Command(name = "token", mixinStandardHelpOptions = true, description = "Prints an access token of the person, or of the service, that the variable AS names, and nothing else.")
public final class TokenCommand implements Callable<Integer> {

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    public TokenCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() throws Exception {
        var name = Given.of(environment, "AS", "AS=alice");
        var out = spec.commandLine().getOut();
        out.println(new Tokens(Site.from(environment)).of(name));
        out.flush();
        return 0;
    }
}
