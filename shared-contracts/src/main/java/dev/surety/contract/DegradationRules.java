package dev.surety.contract;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Every mode has words for who asked and a page for who is on call. */
final class DegradationRules implements ContractRules.Rules {

    private static final Place DEGRADATION = Place.of("degradation");
    private static final Pattern ADDRESS = Pattern.compile("https://[\\w.-]+(:\\d{1,5})?(/\\S*)?");
    private static final Pattern PAGE = Pattern.compile("(?!/)(?!(.*/)?\\.\\.?/)[\\w./-]+\\.md");

    @Override
    public void check(Contract contract, Findings findings) {
        var modes = contract.degradation();
        Bounds.unique(modes.stream().map(Contract.DegradationMode::mode).toList(), DEGRADATION, findings);
        for (var mode : Degradation.values()) {
            if (modes.stream().noneMatch(entry -> entry.mode() == mode)) {
                findings.add(DEGRADATION, "has no entry for the mode " + mode.label() + ": add it, with words, runbook and counts");
            }
        }
        for (var index = 0; index < modes.size(); index++) {
            var runbook = modes.get(index).runbook();
            if (!ADDRESS.matcher(runbook).matches() && !PAGE.matcher(runbook).matches()) {
                findings.add(DEGRADATION.entry(index).key("runbook"), "'" + runbook + "' is no page: write a path in the repository that ends in .md, or an https address");
            }
        }
    }

    /** Tells the pages that a checkout does not have. */
    static void missingRunbooks(Contract contract, Path checkout, Findings findings) {
        for (var index = 0; index < contract.degradation().size(); index++) {
            var runbook = contract.degradation().get(index).runbook();
            if (PAGE.matcher(runbook).matches() && !Files.isRegularFile(checkout.resolve(runbook))) {
                findings.add(DEGRADATION.entry(index).key("runbook"), "there is no " + runbook + " in " + checkout + ": write the page");
            }
        }
    }
}
