package dev.surety.local.decision;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.surety.local.ask.Given;
import dev.surety.local.ask.Posts;
import dev.surety.local.ask.Tokens;
import dev.surety.local.state.Site;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Asks the rules of a contract about the decisions that were recorded last, and prints what they would turn round. */
@Command(name = "dry-run-policy", mixinStandardHelpOptions = true, exitCodeOnExecutionException = DryRunCommand.COULD_NOT_RUN,
        description = "Asks the rules of the contract in CONTRACT about the LAST decisions, 1000 when it is not set. Ends with 0 when none flips, with 1 when one "
                + "does, with 2 when it could not run.")
public final class DryRunCommand implements Callable<Integer> {

    static final int SAME = 0;
    static final int FLIPS = 1;
    static final int COULD_NOT_RUN = 2;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String AUDITOR = "olive";
    private static final String USUAL = "1000";

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    public DryRunCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() throws Exception {
        var file = Path.of(Given.of(environment, "CONTRACT", "CONTRACT=deploy/contract.yaml"));
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(file + " is no file: CONTRACT names a contract");
        }
        var site = Site.from(environment);
        var request = JSON.createObjectNode().put("contract", Files.readString(file)).put("last", last());
        var reply = new Posts(site).post("evaluation", "/v1/policy-dry-runs", request.toString(), new Tokens(site).of(as()));
        if (reply.status() != 200) {
            throw new IllegalStateException(reply.problem());
        }
        new DryRunPrinter(spec.commandLine().getOut()).print(reply.body());
        return reply.body().path("flipped").asInt() == 0 ? SAME : FLIPS;
    }

    private String as() {
        var as = environment.getOrDefault("AS", "").strip();
        return as.isEmpty() ? AUDITOR : as;
    }

    private int last() {
        var last = environment.getOrDefault("LAST", "").strip();
        try {
            return Integer.parseInt(last.isEmpty() ? USUAL : last);
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException("LAST is '" + last + "': write a whole number from 1 to 10000", noNumber);
        }
    }
}
