package dev.surety.local;

import dev.surety.contract.RejectedContract;
import dev.surety.local.ask.AskCommand;
import dev.surety.local.ask.TokenCommand;
import dev.surety.local.bench.Bench;
import dev.surety.local.contract.ApplyContractCommand;
import dev.surety.local.contract.CheckContract;
import dev.surety.local.corpus.DemoHandbook;
import dev.surety.local.corpus.LoadCommand;
import dev.surety.local.decision.DryRunCommand;
import dev.surety.local.decision.ExplainAccessCommand;
import dev.surety.local.eval.EvalCommand;
import dev.surety.local.leak.LeakTestCommand;
import dev.surety.local.observability.ExportSloCommand;
import dev.surety.local.process.PartFailure;
import dev.surety.local.stack.Down;
import dev.surety.local.stack.Logs;
import dev.surety.local.stack.Reset;
import dev.surety.local.stack.Status;
import dev.surety.local.stack.Up;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the local stack, behind the targets of the Makefile. */
@Command(name = "surety", mixinStandardHelpOptions = true, description = "Runs Surety on this machine.")
public final class SuretyLocal {

    private SuretyLocal() {}

    public static void main(String[] arguments) {
        // Kafka's client asks for a logger; without one, SLF4J would say so before our first line.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.exit(commandLine(System.getenv()).execute(arguments));
    }

    /** All commands, reading their settings from this environment. */
    static CommandLine commandLine(Map<String, String> environment) {
        return new CommandLine(new SuretyLocal())
                .addSubcommand(new Up(environment, new DemoHandbook()))
                .addSubcommand(new Down(environment))
                .addSubcommand(new Status(environment))
                .addSubcommand(new Logs(environment))
                .addSubcommand(new Reset(environment))
                .addSubcommand(new LoadCommand(environment))
                .addSubcommand(new TokenCommand(environment))
                .addSubcommand(new AskCommand(environment))
                .addSubcommand(new EvalCommand(environment))
                .addSubcommand(new ExplainAccessCommand(environment))
                .addSubcommand(new DryRunCommand(environment))
                .addSubcommand(new LeakTestCommand(environment))
                .addSubcommand(new ApplyContractCommand(environment))
                .addSubcommand(new ExportSloCommand(environment))
                .addSubcommand(new CheckContract(environment, Clock.systemDefaultZone()))
                .addSubcommand(Bench.commandLine(environment))
                .setExecutionExceptionHandler(SuretyLocal::inOneLine);
    }

    /** What a person can mend is said in one line; only what we did not foresee shows where it happened. */
    private static int inOneLine(Exception failure, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        boolean foreseen = switch (failure) {
            case PartFailure _, RejectedContract _, IllegalArgumentException _, IllegalStateException _, IOException _, UncheckedIOException _ -> true;
            default -> false;
        };
        if (!foreseen) {
            throw failure;
        }
        command.getErr().println(command.getCommandName() + ": " + failure.getMessage());
        command.getErr().flush();
        return command.getCommandSpec().exitCodeOnExecutionException();
    }
}
