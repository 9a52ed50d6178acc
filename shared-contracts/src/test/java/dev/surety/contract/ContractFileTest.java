package dev.surety.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.contract.Contract.Cache;
import dev.surety.contract.Contract.Cost;
import dev.surety.contract.Contract.DegradationMode;
import dev.surety.contract.Contract.Objectives;
import dev.surety.contract.Contract.Policy;
import dev.surety.contract.Contract.Price;
import dev.surety.contract.Contract.Routing;
import dev.surety.contract.Contract.Slice;
import dev.surety.contract.Contract.Slices;
import dev.surety.request.Money;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContractFileTest {

    private static final String GOOD = """
            contract: assistant
            owner: team@kestrelquay.example
            objectives:
              latencyTarget: 2500ms
              longestDeadline: 60s
            cost:
              ceilingUsd: "0.03"
              prices:
                small: { promptUsd: "0.15", completionUsd: "0.60" }
            slices:
              admit: { timeout: 50ms, concurrency: 64 }
              authorize: { timeout: 700ms, concurrency: 64 }
              retrieve: { timeout: 1500ms, concurrency: 32 }
              generate: { timeout: 1m, concurrency: 4 }
            policy:
              refusal: "Nothing."
              sourcesOnly: "Look here:"
            routing:
              cache: { timeToLive: 2h, entries: 0 }
              tiers: [extractive, large]
            degradation:
              - mode: lexical-only
                words: "Words only."
              - mode: tier-fallback
                words: "Sentences only."
              - mode: records-delayed
                words: "Later."
            """;

    @TempDir
    Path folder;

    @Test
    void realContractAddsUp() throws IOException {
        var read = ContractFile.read(Path.of("../deploy/contract.yaml"));

        assertEquals("kestrel-assistant", read.contract().contract());
        assertTrue(read.version().matches("[0-9a-f]{12}"), read.version());
    }

    @Test
    void everyValueArrives() {
        var read = ContractFile.read(file(GOOD));

        assertEquals(
                new ContractFile(
                        new Contract(
                                "assistant",
                                "team@kestrelquay.example",
                                new Objectives(Duration.ofMillis(2_500), Duration.ofSeconds(60)),
                                new Cost(Money.of("0.03"), Map.of("small", new Price(Money.of("0.15"), Money.of("0.60")))),
                                new Slices(
                                        new Slice(Duration.ofMillis(50), 64),
                                        new Slice(Duration.ofMillis(700), 64),
                                        new Slice(Duration.ofMillis(1_500), 32),
                                        new Slice(Duration.ofMinutes(1), 4)),
                                new Policy("Nothing.", "Look here:"),
                                new Routing(new Cache(Duration.ofHours(2), 0), List.of(Tier.EXTRACTIVE, Tier.LARGE)),
                                List.of(
                                        new DegradationMode(Degradation.LEXICAL_ONLY, "Words only."),
                                        new DegradationMode(Degradation.TIER_FALLBACK, "Sentences only."),
                                        new DegradationMode(Degradation.RECORDS_DELAYED, "Later."))),
                        read.version()),
                read);
        assertEquals("Sentences only.", read.contract().wordsFor(Degradation.TIER_FALLBACK));
    }

    @Test
    void versionChangesWithAnyByte() {
        var version = ContractFile.read(file(GOOD)).version();

        assertEquals(version, ContractFile.read(file(GOOD)).version());
        assertTrue(!version.equals(ContractFile.read(file(GOOD + "# a remark\n")).version()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // what stands there | what shall stand there | the line that is named, and why
                "latencyTarget: 2500ms | latencyTarget: 0s | 4: objectives.latencyTarget must be longer than nothing",
                "longestDeadline: 60s | longestDeadline: 2s | 5: objectives.longestDeadline is shorter than latencyTarget: nobody could wait for the default deadline",
                "admit: { timeout: 50ms | admit: { timeout: 0ms | 11: slices.admit.timeout must be longer than nothing",
                "generate: { timeout: 1m, concurrency: 4 | generate: { timeout: 1m, concurrency: 0 | 14: slices.generate.concurrency is 0, it must be at least 1",
                "timeout: 1500ms | timeout: 1801ms | 10: slices authorize and retrieve may take 2501 ms together, objectives.latencyTarget is 2500 ms: shorten one of the time-outs",
                "tiers: [extractive, large] | tiers: [] | 20: routing.tiers names at least one tier, and none twice",
                "tiers: [extractive, large] | tiers: [extractive, extractive] | 20: routing.tiers names at least one tier, and none twice",
                "tiers: [extractive, large] | tiers: [large] | 20: routing.tiers leaves out extractive: it is what remains when no model can be reached",
                "mode: records-delayed | mode: lexical-only | 21: degradation needs exactly one entry for the mode lexical-only",
                "mode: records-delayed | mode: lexical-only | 21: degradation needs exactly one entry for the mode records-delayed",
                "words: \"Later.\" | words: \" \" | 21: degradation the mode records-delayed has no words for the person who asked",
                "entries: 0 | entries: -1 | 19: routing.cache.entries is -1, it must be at least 0",
            })
    void everyRuleNamesFileLineAndReason(String good, String bad, String expected) {
        var file = file(changed(good, bad));

        var rejected = assertThrows(RejectedContract.class, () -> ContractFile.read(file));

        var line = file + ":" + expected;
        assertTrue(rejected.getMessage().lines().anyMatch(line::equals), () -> line + " is not in\n" + rejected.getMessage());
    }

    @Test
    void allBrokenRulesAreToldAtOnceFromTopToBottom() {
        var file = file(changed("50ms", "0ms").replace("concurrency: 32", "concurrency: 0").replace("[extractive, large]", "[large]"));

        var rejected = assertThrows(RejectedContract.class, () -> ContractFile.read(file));

        assertEquals(
                String.join(
                        System.lineSeparator(),
                        file + ":11: slices.admit.timeout must be longer than nothing",
                        file + ":13: slices.retrieve.concurrency is 0, it must be at least 1",
                        file + ":20: routing.tiers leaves out extractive: it is what remains when no model can be reached"),
                rejected.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "concurrency: 32 | concurrency: 32, retries: 3 | 13: there is no key 'slices.retrieve.retries' here; known are concurrency, timeout",
                "owner: team@kestrelquay.example | # none | owner is missing",
                "owner: team@kestrelquay.example | owner: | owner is missing",
                "latencyTarget: 2500ms | # none | objectives: latencyTarget is missing",
                "longestDeadline: 60s | longestDeadline: 60 | 5: objectives.longestDeadline: '60' is no duration: write a whole number and its unit, for instance 250ms, 5s, 10m, 2h, 30d",
                "longestDeadline: 60s | longestDeadline: -60s | 5: objectives.longestDeadline: '-60s' is no duration: write a whole number and its unit, for instance 250ms, 5s, 10m, 2h, 30d",
                "longestDeadline: 60s | longestDeadline: [60s] | 5: objectives.longestDeadline: '[' is no duration",
                "ceilingUsd: \"0.03\" | ceilingUsd: \"-1\" | 7: cost.ceilingUsd: an amount is a decimal number such as 0.03, not -1",
                "ceilingUsd: \"0.03\" | ceilingUsd: 0.03 | 7: cost.ceilingUsd",
                "mode: lexical-only | mode: no-search | 22: degradation.[0].mode: there is no degradation mode 'no-search': use lexical-only, tier-fallback, records-delayed",
                "[extractive, large] | [extractive, huge] | 20: routing.tiers.[1]: there is no tier 'huge': use extractive, small or large",
                "[extractive, large] | [extractive, null] | routing: there is an empty entry",
                ", concurrency: 32 | `` | 13: slices.retrieve.concurrency: the number is missing",
                ", entries: 0 | `` | 19: routing.cache.entries: the number is missing",
                "entries: 0 | entries: 0.5 | 19: routing.cache.entries",
                "entries: 0 | entries: many | 19: routing.cache.entries",
                "{ promptUsd: \"0.15\", completionUsd: \"0.60\" } | | 10: cost: there is an empty entry",
                "cache: { timeToLive: 2h, entries: 0 } | | routing: cache is missing",
                "contract: assistant | contract: [a | 1: contract: Cannot deserialize",
                "owner: team | contract: twice | 2: not valid YAML: Duplicate field 'contract'",
            })
    void whatCannotBeReadNamesThePlace(String good, String bad, String expected) {
        var file = file(changed(good, bad == null ? "" : bad));

        var rejected = assertThrows(RejectedContract.class, () -> ContractFile.read(file));

        assertTrue(rejected.getMessage().startsWith(file.toString()) && rejected.getMessage().contains(expected), rejected.getMessage());
        assertTrue(!rejected.getMessage().contains("Cannot invoke") && !rejected.getMessage().contains("null"), rejected.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"objectives", "cost", "slices", "policy", "routing", "degradation"})
    void aMissingPartIsNamed(String part) {
        var file = file(GOOD.replaceAll("(?m)^" + part + ":\\n(  .*\\n)+", ""));

        var rejected = assertThrows(RejectedContract.class, () -> ContractFile.read(file));

        assertTrue(rejected.getMessage().endsWith(part + " is missing"), rejected.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n", "null\n", "- a list\n", "a text\n", "%bad\n", "&a [*a]\n"})
    void whatIsNoContractAtAllIsRejected(String text) {
        var file = file(text);

        var rejected = assertThrows(RejectedContract.class, () -> ContractFile.read(file));

        assertTrue(rejected.getMessage().startsWith(file.toString()), rejected.getMessage());
    }

    @Test
    void aSecondDocumentInTheFileIsRejected() {
        var file = file(GOOD + "---\n" + GOOD);

        assertThrows(RejectedContract.class, () -> ContractFile.read(file));
    }

    @Test
    void aMissingFileIsNamedWithTheWayOut() {
        var file = folder.resolve("nothing.yaml");

        var rejected = assertThrows(RejectedContract.class, () -> ContractFile.read(file));

        assertEquals(file + " can't be read; SURETY_CONTRACT names the contract's file", rejected.getMessage());
    }

    @Test
    void otherEncodingsAndHugeFilesAreRejected() throws IOException {
        var latin = Files.write(folder.resolve("latin.yaml"), GOOD.replace("Nothing.", "Zürich").getBytes(StandardCharsets.ISO_8859_1));
        var huge = Files.writeString(folder.resolve("huge.yaml"), GOOD + "#".repeat(1024 * 1024));

        assertEquals(latin + ": not valid UTF-8", assertThrows(RejectedContract.class, () -> ContractFile.read(latin)).getMessage());
        assertTrue(assertThrows(RejectedContract.class, () -> ContractFile.read(huge)).getMessage().endsWith("bytes; a contract has at most 1048576"));
    }

    private static String changed(String good, String bad) {
        assertTrue(GOOD.contains(good), good);
        return GOOD.replace(good, bad);
    }

    private Path file(String text) {
        try {
            return Files.writeString(folder.resolve("contract.yaml"), text);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
