package dev.surety.local.observability;

import dev.surety.contract.ContractFile;
import dev.surety.contract.RejectedContract;
import dev.surety.local.state.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the exports of a contract. Start reading here. */
@Command(name = "export-slo", mixinStandardHelpOptions = true,
        description = "Writes OpenSLO documents, Prometheus rules and a Grafana dashboard of deploy/contract.yaml, or of the file in the variable"
                + " CONTRACT. The variable RUNBOOKS is put before the paths of runbooks, to make addresses of them.")
public final class ExportSloCommand implements Callable<Integer> {

    private final Map<String, String> environment;

    @Option(names = "--to", paramLabel = "folder", description = "Where to write; deploy/observability of the checkout, if left out.")
    private Path folder = Path.of("");

    @Spec
    private CommandSpec spec;

    public ExportSloCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() throws IOException {
        var checkout = Checkout.find();
        var named = environment.getOrDefault("CONTRACT", "");
        try {
            var file = ContractFile.read(named.isBlank() ? checkout.contract() : Path.of(named));
            var target = folder.toString().isEmpty() ? checkout.observability() : folder;
            var exports = Exports.of(file, environment.getOrDefault("RUNBOOKS", ""));
            exports.write(target);
            spec.commandLine().getOut().println("%d files in %s, contract %s version %s"
                    .formatted(exports.files().size(), target, file.contract().contract(), file.version()));
            return 0;
        } catch (RejectedContract rejected) {
            spec.commandLine().getErr().println(rejected.getMessage());
            return 1;
        }
    }
}
