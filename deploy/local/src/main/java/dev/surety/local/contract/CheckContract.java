package dev.surety.local.contract;

import dev.surety.contract.ContractFile;
import dev.surety.contract.RejectedContract;
import dev.surety.local.state.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Holds a contract against the rules that every service holds it against when it starts, and looks for the pages that it names. */
@Command(name = "check-contract", mixinStandardHelpOptions = true,
        description = "Checks the contract in the variable CONTRACT, or deploy/contract.yaml. Ends with 0 and what it adds up to, or with 1 and every rule that it breaks.")
public final class CheckContract implements Callable<Integer> {

    private static final int ADDS_UP = 0;
    private static final int BROKEN = 1;

    private final Map<String, String> environment;
    private final Clock clock;

    @Spec
    private CommandSpec spec;

    public CheckContract(Map<String, String> environment, Clock clock) {
        this.environment = Map.copyOf(environment);
        this.clock = clock;
    }

    @Override
    public Integer call() {
        var file = file();
        var pages = folderOfPages(file);
        var failures = new ArrayList<String>();
        var read = read(file, failures);
        failures.addAll(missingPages(file, pages));
        if (read.isEmpty() || !failures.isEmpty()) {
            tell(failures);
            return BROKEN;
        }
        var out = spec.commandLine().getOut();
        new Summary(out).print(file, read.get(), pages);
        out.flush();
        tell(read.get().warnings(LocalDate.now(clock)).stream().map(warning -> "warning: " + file + ": " + warning).toList());
        return ADDS_UP;
    }

    /** As it is named, so that editors and terminals find the lines of what is told. */
    private Path file() {
        var named = environment.getOrDefault("CONTRACT", "").strip();
        if (!named.isEmpty()) {
            return Path.of(named);
        }
        var here = Path.of("").toAbsolutePath();
        var contract = Checkout.find().contract();
        return contract.startsWith(here) ? here.relativize(contract) : contract;
    }

    private static Optional<ContractFile> read(Path file, List<String> failures) {
        try {
            return Optional.of(ContractFile.read(file));
        } catch (RejectedContract rejected) {
            rejected.getMessage().lines().forEach(failures::add);
            return Optional.empty();
        }
    }

    private static List<String> missingPages(Path file, Optional<Path> pages) {
        try {
            return pages.isPresent() ? ContractFile.missingRunbooks(file, pages.get()) : List.of();
        } catch (RejectedContract unreadable) {
            // Told by read already.
            return List.of();
        }
    }

    /** The folder around a contract to which the paths of its runbooks are relative: the nearest one that has docs/. */
    private static Optional<Path> folderOfPages(Path file) {
        return Stream.iterate(file.toAbsolutePath().normalize(), path -> path != null, Path::getParent)
                .filter(folder -> Files.isDirectory(folder.resolve("docs")))
                .findFirst();
    }

    private void tell(List<String> lines) {
        var err = spec.commandLine().getErr();
        lines.forEach(err::println);
        err.flush();
    }
}
