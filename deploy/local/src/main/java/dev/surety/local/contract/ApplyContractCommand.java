package dev.surety.local.contract;

import dev.surety.local.process.RunFile;
import dev.surety.local.state.Site;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code make apply-contract}: another contract for the services that run, without a restart. */
@Command(name = "apply-contract", mixinStandardHelpOptions = true,
        description = "Checks the contract in the variable CONTRACT, or deploy/contract.yaml, and puts it in force in all services that run.")
public final class ApplyContractCommand implements Callable<Integer> {

    private static final List<String> SERVICES =
            List.of("identity-policy", "retrieval", "ingestion", "inference", "inference-2", "evaluation");

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    public ApplyContractCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var site = Site.from(environment);
        var running = running(site);
        if (running.isEmpty()) {
            throw new IllegalStateException("no service runs here: `make up` starts them, with the contract of the checkout");
        }
        var place = new ContractInPlace(site);
        var contract = ContractInPlace.named(site, environment);
        var file = place.put(contract);
        place.awaitInForce(file.version(), running);
        var out = spec.commandLine().getOut();
        out.println("contract " + file.version() + " (" + contract + ") is in force: " + String.join(" ", running));
        out.flush();
        return 0;
    }

    private static List<String> running(Site site) throws IOException {
        var running = new ArrayList<String>();
        for (var service : SERVICES) {
            if (RunFile.read(site.state().run(service)).flatMap(RunFile::process).isPresent()) {
                running.add(service);
            }
        }
        return running;
    }
}
