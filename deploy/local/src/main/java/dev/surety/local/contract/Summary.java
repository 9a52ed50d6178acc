package dev.surety.local.contract;

import dev.surety.contract.Composition;
import dev.surety.contract.ContractFile;
import dev.surety.contract.Tier;
import dev.surety.contract.WorstCost;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a contract adds up to, beside what it promises. */
final class Summary {

    private final PrintWriter out;

    Summary(PrintWriter out) {
        this.out = out;
    }

    /** @param pages folder in which the runbooks were found; empty when there was none to look in */
    void print(Path file, ContractFile read, Optional<Path> pages) {
        var contract = read.contract();
        var objectives = contract.objectives();
        var together = Composition.of(objectives.path(), contract.slices());
        var worst = WorstCost.of(contract);
        out.println(file + ": " + contract.contract() + " adds up, version " + read.version());
        line("latency", together.latency().toMillis() + " ms on the path, " + objectives.latency().target().toMillis() + " ms promised");
        line("late", percent(together.late()) + " on the path, " + objectives.latency().percentile().missing() + " allowed");
        line("failed", percent(together.failed()) + " on the path, " + objectives.availability().missing() + " allowed");
        line("worst cost", worst.usd() + " USD" + ladder(worst) + ", ceiling " + contract.cost().ceilingUsd() + " USD");
        line("runbooks", pages.isPresent() ? "all there" : "not looked for: no docs/ around " + file);
    }

    private void line(String what, String value) {
        out.println("  %-11s %s".formatted(what, value));
    }

    private static String ladder(WorstCost worst) {
        return " by " + worst.ladder().stream().map(Tier::label).collect(Collectors.joining(" -> "));
    }

    private static String percent(BigDecimal share) {
        return share.stripTrailingZeros().toPlainString() + "%";
    }
}
