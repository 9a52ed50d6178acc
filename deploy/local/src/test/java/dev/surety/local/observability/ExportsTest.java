package dev.surety.local.observability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.contract.Percent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportsTest {

    @TempDir
    Path folder;

    @Test
    void committedExportsAreThoseOfTheContract() throws IOException {
        var expected = Exports.of(Contracts.demo(), "").files();

        var committed = generatedIn(Contracts.CHECKOUT.observability());

        assertEquals(expected.keySet(), committed.keySet(), "deploy/observability is stale: run make export-slo");
        expected.forEach((name, text) ->
                assertEquals(text, committed.get(name), "deploy/observability/" + name + " is stale: run make export-slo and commit what it writes"));
    }

    @Test
    void sameContractGivesTheSameBytes() {
        assertEquals(Exports.of(Contracts.demo(), ""), Exports.of(Contracts.demo(), ""));
    }

    @Test
    void everyFileSaysWhichContractItIsOf() throws IOException {
        var contract = Contracts.with(folder, "contract: kestrel-assistant", "contract: heron-assistant");

        var files = Exports.of(contract, "").files();

        files.forEach((name, text) -> assertTrue(text.contains("Contract heron-assistant, version " + contract.version() + "."), name));
    }

    @Test
    void filesOfAnEarlierExportGoAndFilesOfOthersStay() throws IOException {
        var exports = Exports.of(Contracts.demo(), "");
        Files.createDirectories(folder.resolve("openslo"));
        Files.writeString(folder.resolve("openslo/translate.yaml"), "# " + Origin.WORDS + "\n");
        Files.writeString(folder.resolve("openslo/ours.yaml"), "# by hand\n");
        Files.writeString(folder.resolve("openslo/answer.yaml"), "# " + Origin.WORDS + "\n");

        exports.write(folder);

        assertFalse(Files.exists(folder.resolve("openslo/translate.yaml")));
        assertEquals("# by hand\n", Files.readString(folder.resolve("openslo/ours.yaml")));
        assertEquals(exports.files(), generatedIn(folder));
    }

    @Test
    void rulesFollowTheNumbersOfTheContract() throws IOException {
        var contract = Contracts.with(
                folder,
                "{ shorter: 5m, longer: 1h, burnRate: 14.4x, state: page }",
                "{ shorter: 10m, longer: 90m, burnRate: 13.5x, state: page }");

        var rules = Exports.of(contract, "").files().get("prometheus/rules.yaml");

        assertTrue(rules.contains("rate10m > 13.5\n          and\n          objective:surety_burn:rate90m > 13.5\n"), rules);
        assertFalse(rules.contains("[5m]"), rules);
    }

    @Test
    void runbooksBecomeAddressesWhereTheirPlaceIsNamed() throws IOException {
        var contract = Contracts.with(folder, "docs/runbooks/budget-spent.md", "https://wiki.example/budget-spent");

        var rules = Exports.of(contract, "https://git.example/surety/").files().get("prometheus/rules.yaml");

        assertTrue(rules.contains("runbook_url: https://git.example/surety/docs/runbooks/error-budget-burn.md"), rules);
        assertTrue(rules.contains("runbook_url: https://wiki.example/budget-spent"), rules);
    }

    @Test
    void wordsOfTheContractNeverBecomeATemplate() throws IOException {
        var contract = Contracts.with(folder, "Answers are shorter than usual", "Answers are {{ .Shorter }} than usual");

        var rules = Exports.of(contract, "").files().get("prometheus/rules.yaml");

        assertTrue(rules.contains("Answers are {{ \\\"{{\\\" }} .Shorter }} than usual"), rules);
    }

    @Test
    void promiseOfEverythingLeavesNoBudgetAndIsRefused() {
        var all = Percent.of("100%");

        var refused = assertThrows(IllegalArgumentException.class, () -> new Promise.Available("admit", "inference", all));

        assertEquals(
                "the availability of admit is 100%: that leaves no error budget to write rules for; promise less, for instance 99.99%",
                refused.getMessage());
    }

    private static SortedMap<String, String> generatedIn(Path root) throws IOException {
        var found = new TreeMap<String, String>();
        try (var files = Files.walk(root)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var text = Files.readString(file);
                if (text.contains(Origin.WORDS) && !file.endsWith("README.md")) {
                    found.put(root.relativize(file).toString(), text);
                }
            }
        }
        return found;
    }
}
