package dev.surety.local.ask;

import dev.surety.local.state.Site;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Asks a question as somebody and prints the answer for a reader. */
@Command(name = "ask", mixinStandardHelpOptions = true, description = "Asks the question in the variable Q as the person that the variable AS names.")
public final class AskCommand implements Callable<Integer> {

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    public AskCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() throws Exception {
        var question = Given.of(environment, "Q", "Q=\"How many days of leave do I have?\"");
        var name = Given.of(environment, "AS", "AS=alice");
        var site = Site.from(environment);
        var reply = new Questions(site).ask(question, new Tokens(site).of(name));
        if (reply.status() != 200) {
            throw new IllegalStateException(reply.problem());
        }
        new AnswerPrinter(spec.commandLine().getOut()).print(reply.body());
        return 0;
    }
}
