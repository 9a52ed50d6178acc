package dev.surety.local.stack;

import dev.surety.local.contract.ContractInPlace;
import dev.surety.local.process.Part;
import dev.surety.local.process.PartFailure;
import dev.surety.local.realm.People;
import dev.surety.local.realm.Person;
import dev.surety.local.state.Site;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Everything that {@code make up} does once the jars are built. */
@Command(name = "up", mixinStandardHelpOptions = true,
        description = "Starts what does not run, restarts what changed, loads the demo company. A second call changes nothing.")
public final class Up implements Callable<Integer> {

    private static final long LEAST_FREE_BYTES = 2L * 1024 * 1024 * 1024;
    private static final double GIGABYTE = 1024.0 * 1024.0 * 1024.0;

    @Spec
    private CommandSpec spec;

    @Option(names = "--only", split = ",", paramLabel = "PART",
            description = "Only these parts, as in `--only postgres,kafka`; what they need must run already or be among them.")
    private Set<String> only = Set.of();

    private final Map<String, String> environment;
    private final DemoCompany demoCompany;

    public Up(Map<String, String> environment, DemoCompany demoCompany) {
        this.environment = Map.copyOf(environment);
        this.demoCompany = demoCompany;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Site site = Site.from(environment);
        try (var _ = StackLock.take(site.state())) {
            requireDiskSpace(site);
            List<Part> parts = selected(site, out);
            // In place before anything starts: a service that runs on follows it, one that starts reads it.
            var contract = new ContractInPlace(site);
            var version = contract.put(ContractInPlace.named(site, environment)).version();
            start(site, parts, out);
            contract.awaitInForce(version, parts.stream().filter(QuarkusService.class::isInstance).map(Part::name)
                    .filter(name -> !name.equals(StackParts.SMALL_MODEL)).toList());
            if (runs(parts, "keycloak")) {
                new People(site).load(users(site));
            }
            if (only.isEmpty()) {
                demoCompany.load(site, out);
            }
            out.println();
            new StackTable(site.state()).print(parts, out);
            if (only.isEmpty()) {
                printWayOn(site, out);
            }
        }
        return 0;
    }

    private static void start(Site site, List<Part> parts, PrintWriter out) throws IOException, InterruptedException {
        try {
            new StackStart(site.state(), out).run(parts);
        } catch (PartFailure failure) {
            if (failure.part().equals(StackParts.SMALL_MODEL)) {
                // The one part that the stack can do without.
                throw failure.or("SURETY_GGUF=none goes without the small model");
            }
            throw failure;
        }
    }

    private List<Part> selected(Site site, PrintWriter out) throws IOException, InterruptedException {
        boolean wantsSmallModel = only.isEmpty() || only.contains(StackParts.SMALL_MODEL);
        var weights = new Weights(site.state(), environment);
        Optional<Path> file = wantsSmallModel ? weights.presentOrFetched(out) : weights.present();
        List<Part> all = new StackParts(site, environment).all(file);
        List<String> names = all.stream().map(Part::name).toList();
        only.stream().filter(name -> !names.contains(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("there is no part named " + name + "; the parts are " + String.join(" ", names));
        });
        return all.stream().filter(part -> only.isEmpty() || only.contains(part.name())).toList();
    }

    private static void requireDiskSpace(Site site) throws IOException {
        long free = Files.getFileStore(site.state().root()).getUsableSpace();
        if (free < LEAST_FREE_BYTES) {
            throw new IllegalStateException("only %.1f GB are free at %s, the stack needs 2 GB: make room, or set SURETY_STATE to another disk"
                    .formatted(free / GIGABYTE, site.state().root()));
        }
    }

    private static void printWayOn(Site site, PrintWriter out) throws IOException {
        out.println();
        for (Person person : Person.read(users(site))) {
            if (person.hasLogin()) {
                out.printf("%-8s %-18s %-46s %s%n", person.id(), person.name(), person.title(), String.join(", ", person.groups()));
            }
        }
        out.print("""

                Try:
                  make ask Q="How many days of annual leave do I have?" AS=alice
                  make ask Q="What is the salary band for a level 4 engineer?" AS=carol     (and the same AS=alice)
                  make status
                """);
        out.flush();
    }

    private static boolean runs(List<Part> parts, String name) {
        return parts.stream().anyMatch(part -> part.name().equals(name));
    }

    private static Path users(Site site) {
        return site.checkout().demoCompany().resolve("users.yaml");
    }
}
