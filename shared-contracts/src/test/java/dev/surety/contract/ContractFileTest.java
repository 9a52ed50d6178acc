package dev.surety.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.surety.policy.Action;
import dev.surety.policy.Effect;
import dev.surety.request.Money;
import dev.surety.request.Priority;
import dev.surety.tool.ArgumentSchema;
import dev.surety.tool.BodyTemplate;
import dev.surety.tool.HeaderTemplate;
import dev.surety.tool.UrlTemplate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContractFileTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path REAL = Path.of("../deploy/contract.yaml");

    @TempDir
    Path folder;

    @Test
    void realContractAddsUpAndEveryRunbookIsThere() {
        var read = ContractFile.read(REAL);

        assertEquals("kestrel-assistant", read.contract().contract());
        assertTrue(read.version().matches("[0-9a-f]{12}"), read.version());
        assertEquals(List.of(), ContractFile.missingRunbooks(REAL, Path.of("..")));
    }

    @Test
    void everyKindOfValueArrives() throws IOException {
        var contract = ContractFile.read(ContractText.thatAddsUp().in(folder)).contract();

        assertEquals(LocalDate.of(2027, 5, 31), contract.reviewBy());
        assertEquals(Map.of("batch", List.of("group:batch-jobs")), contract.roles());
        assertEquals(List.of(new Contract.PriorityRule("batch", Priority.BULK)), contract.priorities());
        assertEquals(
                new Contract.Identity(
                        GroupSource.BOTH, ClearanceSource.LOWER, UnknownPeople.REFUSE, List.of(new Contract.Provisioner("provisioning", "kestrel"))),
                contract.identity());
        assertEquals(Optional.of("kestrel"), contract.identity().tenantKeptBy("provisioning"));
        assertEquals(Optional.empty(), contract.identity().tenantKeptBy("ingestion"));
        assertEquals(
                List.of(
                        new PathStep(List.of(SliceName.ADMIT)),
                        new PathStep(List.of(SliceName.AUTHORIZE)),
                        new PathStep(List.of(SliceName.RETRIEVE, SliceName.RERANK)),
                        new PathStep(List.of(SliceName.GENERATE)),
                        new PathStep(List.of(SliceName.SETTLE))),
                contract.objectives().path());
        assertEquals(
                new Contract.Slice(new Contract.Latency(Duration.ofMinutes(5), Percent.of("99%")), Percent.of("99%"), Duration.ofMinutes(10), 4),
                contract.slices().ingest());
        assertEquals(new Contract.Price(Money.of("0.15"), Money.of("0.60")), contract.cost().prices().get("gpt-4.1"));
        assertEquals(
                List.of(new Contract.Budget(
                        "people-daily", "kestrel", "group:people", Money.of("20"), "finance@kestrelquay.example",
                        List.of(Percent.of("50%"), Percent.of("100%")), WhenSpent.EXTRACTIVE_ONLY)),
                contract.cost().budgets());
        assertEquals(
                new Contract.Tool(
                        "rooms", "Rooms.", ArgumentSchema.of(JSON.readTree("{\"type\":\"object\",\"additionalProperties\":false,\"properties\":{}}")),
                        null,
                        new Contract.McpCall(UrlTemplate.of("${rooms}/mcp"), "list-rooms", List.of(new Contract.ToolHeader("X-Api-Key", null, "rooms")), 1000),
                        null, ToolEffect.READ, null, true, 1, 5, Money.of("0"), Duration.ofSeconds(1)),
                contract.tool("rooms").orElseThrow());
        assertEquals(
                new Contract.HttpCall(
                        HttpMethod.POST, UrlTemplate.of("https://calendar.kestrelquay.example/people/{{person}}/days?month={{month}}"),
                        List.of(
                                new Contract.ToolHeader("Authorization", null, "calendar"),
                                new Contract.ToolHeader("X-Person", HeaderTemplate.of("p {{person}}"), null)),
                        BodyTemplate.of(JSON.readTree("{\"who\":\"{{person}}\",\"rooms\":\"{{rooms}}\",\"text\":\"days of {{person}}\"}")),
                        List.of(200, 203), Map.of("days", "/free/days"), 65536),
                contract.tool("calendar").orElseThrow().call());
        assertEquals(new Contract.SearchCall(8), contract.tool("search").orElseThrow().call());
        assertEquals(false, contract.tool("search").orElseThrow().outside());
        assertEquals(
                List.of(
                        new Contract.RedactionRule(
                                RedactionPurpose.PROMPT, List.of(RedactionKind.SECRET, RedactionKind.EMAIL), true, List.of("US", "SE")),
                        new Contract.RedactionRule(
                                RedactionPurpose.LOG, List.of(RedactionKind.SECRET, RedactionKind.PHONE), false, Contract.RedactionRule.USUAL_REGIONS)),
                contract.redaction());
        assertEquals(
                new Contract.TierRule(Tier.LARGE, new Contract.ModelCall("gpt-4.1", 8000, 500, 1), true, null, Fallback.SOURCES_ONLY),
                contract.routing().tiers().get(2));
        assertEquals(
                new Contract.TierRule(Tier.SMALL, new Contract.ModelCall("local", 8000, 500, 1), false, "eu", Fallback.LARGE),
                contract.routing().tiers().get(1));
        assertEquals(
                new Contract.PolicyRule("staff-ask", Effect.ALLOW, Action.ASK, "!caller.service", "Staff ask.", null), contract.policy().rules().getFirst());
        assertEquals("Sentences only.", contract.wordsFor(Degradation.TIER_FALLBACK));
        assertEquals(Counts.BAD, contract.mode(Degradation.LOAD_SHED).counts());
        assertEquals(
                new Contract.BurnWindow(Duration.ofMinutes(5), Duration.ofHours(1), BurnRate.of("14.4x"), BurnState.PAGE),
                contract.errorBudget().windows().getFirst());
        assertEquals(
                new Contract.ActionRule(BurnState.PAGE, SliceName.RETRIEVE, List.of(BurnAction.SHED_BULK)), contract.errorBudget().actions().get(1));
    }

    @Test
    void whatMayBeLeftOutMay() {
        var file = ContractText.thatAddsUp()
                .with("roles:\n  batch: [\"group:batch-jobs\"]\npriorities:\n  - { role: batch, atMost: bulk }\n", "")
                .with("identity:\n  groups: both\n  clearance: lower\n  unknownPeople: refuse\n  provisioners:\n    - { service: provisioning, tenant: kestrel }\n", "")
                .without("tools")
                .with("      group: group:people\n", "")
                .with("    - { rule: batch-waits, effect: deny, action: ask, when: '\"batch\" in caller.roles', reason: \"Batches ask by night.\" }\n", "")
                .in(folder);

        var contract = ContractFile.read(file).contract();

        assertEquals(Map.of(), contract.roles());
        assertEquals(List.of(), contract.priorities());
        assertEquals(new Contract.Identity(GroupSource.TOKEN, ClearanceSource.TOKEN, UnknownPeople.TOKEN, List.of()), contract.identity());
        assertEquals(List.of(), contract.tools());
        assertEquals(null, contract.cost().budgets().getFirst().group());
    }

    @Test
    void purposesThatTheContractLeavesOutHaveRulesOfTheirOwn() {
        var contract = ContractFile.read(ContractText.thatAddsUp().in(folder)).contract();

        assertEquals(List.of(RedactionKind.SECRET), contract.redactionFor(RedactionPurpose.ANSWER).kinds());
        assertEquals(
                List.of(
                        RedactionKind.SECRET, RedactionKind.PAYMENT_CARD, RedactionKind.NATIONAL_ID, RedactionKind.IBAN, RedactionKind.EMAIL,
                        RedactionKind.PHONE, RedactionKind.IP),
                contract.redactionFor(RedactionPurpose.EVENT).kinds());
        assertEquals(List.of(RedactionKind.SECRET, RedactionKind.PHONE), contract.redactionFor(RedactionPurpose.LOG).kinds());
    }

    @Test
    void versionChangesWithAnyByte() {
        var good = ContractText.thatAddsUp();
        var version = ContractFile.read(good.in(folder)).version();

        assertEquals(Optional.of(version), ContractFile.versionOf(good.in(folder)));
        assertNotEquals(version, ContractFile.read(new ContractText(good.text() + "# a remark\n").in(folder)).version());
    }

    @Test
    void versionOfWhatIsNoContractIsKnownAndOfWhatIsNoFileIsNot() throws IOException {
        var noContract = Files.writeString(folder.resolve("no.yaml"), "no contract");

        assertTrue(ContractFile.versionOf(noContract).isPresent());
        assertEquals(Optional.empty(), ContractFile.versionOf(folder));
        assertEquals(Optional.empty(), ContractFile.versionOf(folder.resolve("nothing.yaml")));
    }

    @Test
    void aReviewThatIsDueIsAWarningFromTheDayAfter() {
        var read = ContractFile.read(ContractText.thatAddsUp().in(folder));

        assertEquals(List.of(), read.warnings(LocalDate.of(2027, 5, 31)));
        assertEquals(
                List.of("reviewBy: 2027-05-31 has passed: team@kestrelquay.example reviews the contract and writes the next date"),
                read.warnings(LocalDate.of(2027, 6, 1)));
    }

    @Test
    void missingRunbookIsNamedWithItsLine() throws IOException {
        var text = ContractText.thatAddsUp();
        var file = text.in(folder);
        Files.createDirectories(folder.resolve("docs/runbooks"));
        for (var mode : Degradation.values()) {
            if (mode != Degradation.BUDGET_SPENT && mode != Degradation.LOAD_SHED) {
                Files.writeString(folder.resolve("docs/runbooks/" + mode.label() + ".md"), "# a page");
            }
        }

        var missing = ContractFile.missingRunbooks(file, folder);

        assertEquals(
                List.of(file + ":" + text.lineOf("mode: budget-spent") + ": degradation[9].runbook: there is no docs/runbooks/budget-spent.md in " + folder
                        + ": write the page"),
                missing);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // what stands there | what shall stand there | words of the line that is named | place and message
                "timeout: 1500ms | timout: 1500ms | retrieve: { | slices.retrieve.timout: there is no such key: did you mean 'timeout'? known are latency, availability, timeout, concurrency",
                "timeout: 1500ms | Timeout: 1500ms | retrieve: { | slices.retrieve.Timeout: there is no such key: did you mean 'timeout'? known are latency, availability, timeout, concurrency",
                "concurrency: 4 | concurrency: 4, retries: 3 | ingest: | slices.ingest.retries: there is no such key: known are latency, availability, timeout, concurrency",
                "owner: team | ownr: team | ownr: | ownr: there is no such key: did you mean 'owner'? known are contract, owner, reviewers",
                "owner: team@kestrelquay.example | # none | contract: | owner: is missing: write it; docs/contract.md shows how",
                "owner: team@kestrelquay.example | owner: | owner: | owner: is empty: write a value, or leave the line out",
                "owner: team@kestrelquay.example | owner: null | owner: | owner: is empty: write a value, or leave the line out",
                "owner: team@kestrelquay.example | owner: ' ' | owner: | owner: is blank: write text",
                "owner: team@kestrelquay.example | owner: [a] | owner: | owner: a list stands here, text is expected",
                "owner: team@kestrelquay.example | owner: { a: b } | owner: | owner: a map stands here, text is expected",
                "owner: team@kestrelquay.example | contract: twice | contract: twice | contract: stands in line 1 already: keep one of them",
                "tenants: [kestrel] | tenants: kestrel | tenants: | tenants: a list is expected here: put the entry into [ ], or after a hyphen",
                "tenants: [kestrel] | tenants: [kestrel, null] | tenants: | tenants[1]: is empty: write a value, or leave the line out",
                "tenants: [kestrel] | tenants: [kestrel, ~] | tenants: | tenants[1]: is empty: write a value, or leave the line out",
                "  batch: [\"group:batch-jobs\"] | - batch | - batch | roles: names with values are expected here",
                "quality: { suite: kestrel, floor: 65% } | quality: [kestrel] | quality: | objectives.quality: keys with values are expected here; known are suite, floor",
                "latency: { target: 2500ms, percentile: 95% } | latency: 2500ms | latency: 2500ms | objectives.latency: keys with values are expected here; known are target, percentile",
                "target: 2500ms, percentile: 95% | target: 2500ms | latency: { target: 2500ms } | objectives.latency.percentile: is missing: write it",
                "longestDeadline: 60s | longestDeadline: 60 | longestDeadline | objectives.longestDeadline: '60' is no duration: write a whole number and its unit, for instance 250ms, 5s, 10m, 2h, 30d",
                "longestDeadline: 60s | longestDeadline: -60s | longestDeadline | objectives.longestDeadline: '-60s' is no duration: write a whole number and its unit",
                "longestDeadline: 60s | longestDeadline: 1.5s | longestDeadline | objectives.longestDeadline: '1.5s' is no duration: write a whole number and its unit",
                "longestDeadline: 60s | longestDeadline: 60 s | longestDeadline | objectives.longestDeadline: '60 s' is no duration",
                "longestDeadline: 60s | longestDeadline: 367d | longestDeadline | objectives.longestDeadline: '367d' is longer than 366d: write a shorter duration",
                "longestDeadline: 60s | longestDeadline: 9999999999d | longestDeadline | objectives.longestDeadline: '9999999999d' is no duration",
                "percentile: 99.9% | percentile: 101% | admit: { | slices.admit.latency.percentile: a percentage is 0% to 100%, not 101%",
                "percentile: 99.9% | percentile: -1% | admit: { | slices.admit.latency.percentile: '-1%' is no percentage: write a number from 0 to 100 and its sign",
                "percentile: 99.9% | percentile: 0.999 | admit: { | slices.admit.latency.percentile: '0.999' is no percentage",
                "burnRate: 14.4x | burnRate: 14.4 | shorter: 5m | errorBudget.windows[0].burnRate: '14.4' is no burn rate",
                "burnRate: 14.4x | burnRate: 0x | shorter: 5m | errorBudget.windows[0].burnRate: a burn rate is more than 0x, not 0x",
                "ceilingUsd: \"0.005\" | ceilingUsd: \"-1\" | ceilingUsd | cost.ceilingUsd: an amount is a decimal number such as 0.03, not -1",
                "ceilingUsd: \"0.005\" | ceilingUsd: 0.005 | ceilingUsd | cost.ceilingUsd: an amount is a text, so that no digit is lost: write \"0.005\"",
                "reviewBy: 2027-05-31 | reviewBy: 2027-02-30 | reviewBy | reviewBy: '2027-02-30' is no date: write year, month and day, for instance 2027-05-31",
                "concurrency: 4 | concurrency: 4.5 | ingest: | slices.ingest.concurrency: '4.5' is no whole number: write digits only, for instance 16",
                "concurrency: 4 | concurrency: 010 | ingest: | slices.ingest.concurrency: '010' is no whole number",
                "concurrency: 4 | concurrency: 9999999999 | ingest: | slices.ingest.concurrency: '9999999999' is no whole number",
                "reversible: true | reversible: yes | purpose: prompt | redaction[0].reversible: 'yes' is neither true nor false: write one of them",
                "kinds: [secret, email] | kinds: [secret, mail] | purpose: prompt | redaction[0].kinds[1]: there is no kind of redaction 'mail': use secret, payment-card",
                "purpose: log | purpose: logs | purpose: logs | redaction[1].purpose: there is no purpose of redaction 'logs': use prompt, answer, log, trace, event",
                "concurrency: 4 | concurrency: many | ingest: | slices.ingest.concurrency: 'many' is no whole number",
                "mode: lexical-only | mode: no-search | mode: no-search | degradation[0].mode: there is no degradation mode 'no-search': use lexical-only, tier-fallback, records-delayed",
                "tier: small | tier: huge | tier: huge | routing.tiers[1].tier: there is no tier 'huge': use extractive, small or large",
                "fallback: sources-only | fallback: nobody | fallback: nobody | routing.tiers[2].fallback: there is no fallback 'nobody': use extractive, small, large, sources-only",
                "slice: retrieve | slice: retrive | slice: retrive | errorBudget.actions[1].slice: there is no slice 'retrive': use admit, authorize",
                "[prefer-cheaper-tier, shed-bulk] | [prefer-cheaper-tier, shed] | shed] | errorBudget.actions[0].act[1]: there is no burn action 'shed': use prefer-cheaper-tier",
                "atMost: bulk | atMost: never | atMost: | priorities[0].atMost: there is no priority 'never'",
                "groups: both | groups: ldap | groups: ldap | identity.groups: there is no source of groups 'ldap': use directory, token, both",
                "clearance: lower | clearance: higher | clearance: higher | identity.clearance: there is no source of clearances 'higher': use directory, token, lower",
                "unknownPeople: refuse | unknownPeople: guess | unknownPeople: guess | identity.unknownPeople: there is no rule for unknown people 'guess': use token, refuse",
                "whenSpent: extractive-only | whenSpent: stop | whenSpent | cost.budgets[0].whenSpent: there is no behaviour of a spent budget 'stop'",
                "[retrieve, rerank] | [] | path: | objectives.path[2]: names no slice: write one, or leave the step out",
                "[retrieve, rerank] | [retrieve, null] | path: | objectives.path[2][1]: is empty",
                "[retrieve, rerank] | [retrieve, search] | path: | objectives.path[2][1]: there is no slice 'search'",
                "[retrieve, rerank] | { retrieve: rerank } | path: | objectives.path[2]: a map stands here, a slice is expected",
                "gpt-4.1: { promptUsdPerMillion: \"0.15\", completionUsdPerMillion: \"0.60\" } | gpt-4.1: | gpt-4.1: | cost.prices.gpt-4.1: is empty",
                "contract: assistant | contract: &a assistant | contract: | &a is an anchor: write the value where it is needed",
                "refusal: \"Nothing.\" | refusal: *a | refusal: | *a is an alias: write the value where it is needed",
                "contract: assistant | contract: !!str assistant | contract: | 'tag:yaml.org,2002:str' is a tag: leave it out",
                "contract: assistant | contract: !!java.io.File [a] | contract: | 'tag:yaml.org,2002:java.io.File' is a tag: leave it out",
                "contract: assistant | contract: [a | owner: | not valid YAML: ",
                "sourcesOnly: \"Look here:\" | sourcesOnly: \"Look | rule: staff-ask | not valid YAML: ",
                "contract: assistant | <<: { owner: a } | <<: | <<: there is no such key: known are contract",
                "contract: assistant | '': assistant | '': assistant | a key is a word: write one before the colon",
                "contract: assistant | [a]: assistant | [a]: | a key is a word: write one before the colon",
            })
    void whatCannotBeReadNamesThePlace(String good, String bad, String line, String expected) {
        var text = ContractText.thatAddsUp().with(good, bad);
        var file = text.in(folder);

        var rejected = assertThrows(RejectedContract.class, () -> ContractFile.read(file));

        var start = file + ":" + text.lineOf(line) + ": " + expected;
        assertTrue(rejected.getMessage().lines().anyMatch(told -> told.startsWith(start)), () -> start + "\n is not in\n" + rejected.getMessage());
    }

    @Test
    void everythingThatCannotBeReadIsToldAtOnce() {
        var text = ContractText.thatAddsUp()
                .with("owner: team@kestrelquay.example\n", "")
                .with("longestDeadline: 60s", "longestDeadline: 60")
                .with("concurrency: 4 }", "concurency: 4 }");
        var file = text.in(folder);

        var rejected = assertThrows(RejectedContract.class, () -> ContractFile.read(file));

        assertEquals(
                List.of(
                        "1: owner: is missing",
                        text.lineOf("longestDeadline") + ": objectives.longestDeadline: '60' is no duration",
                        text.lineOf("ingest:") + ": slices.ingest.concurency: there is no such key",
                        text.lineOf("ingest:") + ": slices.ingest.concurrency: is missing"),
                rejected.getMessage().lines().map(told -> told.substring(file.toString().length() + 1).replaceAll("(: [^:]+: [^:]+):.*", "$1")).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"objectives", "cost", "slices", "policy", "routing", "degradation", "errorBudget"})
    void aMissingPartIsNamed(String part) {
        var file = new ContractText(ContractText.thatAddsUp().text().replaceAll("(?m)^" + part + ":\\n(  .*\\n)+", "")).in(folder);

        var rejected = assertThrows(RejectedContract.class, () -> ContractFile.read(file));

        assertEquals(file + ":1: " + part + ": is missing: write it; docs/contract.md shows how", rejected.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 1: the file is empty: docs/contract.md shows what a contract says",
                "'# nothing\n' | 1: the file is empty: docs/contract.md shows what a contract says",
                "'null\n' | 1: the file is empty: docs/contract.md shows what a contract says",
                "'\n- a list\n' | 2: keys with values are expected here, such as 'contract: my-assistant'",
                "'a text\n' | 1: keys with values are expected here, such as 'contract: my-assistant'",
            })
    void whatIsNoContractAtAllIsRejected(String text, String expected) {
        var file = new ContractText(text).in(folder);

        var rejected = assertThrows(RejectedContract.class, () -> ContractFile.read(file));

        assertEquals(file + ":" + expected, rejected.getMessage());
    }

    @Test
    void aSecondDocumentInTheFileIsRejected() {
        var good = ContractText.thatAddsUp().text();
        var file = new ContractText(good + "---\n" + good).in(folder);

        var rejected = assertThrows(RejectedContract.class, () -> ContractFile.read(file));

        assertEquals(file + ":" + (good.lines().count() + 1) + ": a second document begins here: one file is one contract", rejected.getMessage());
    }

    @Test
    void aFewLinesOfAliasesThatStandForBillionsAreRejectedAtOnce() {
        var bomb = new StringBuilder("a: &a [x, x, x, x, x, x, x, x, x, x]\n");
        for (var letter = 'b'; letter <= 'k'; letter++) {
            bomb.append(letter).append(": &").append(letter).append(" [").append(("*" + (char) (letter - 1) + ", ").repeat(9)).append("x]\n");
        }
        var file = new ContractText(bomb.toString()).in(folder);

        var rejected = assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> assertThrows(RejectedContract.class, () -> ContractFile.read(file)));

        assertEquals(file + ":1: &a is an anchor: write the value where it is needed", rejected.getMessage());
    }

    @Test
    void deepNestingIsRejectedAtOnce() {
        var file = new ContractText("contract: " + "[".repeat(200_000)).in(folder);

        var rejected = assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> assertThrows(RejectedContract.class, () -> ContractFile.read(file)));

        assertEquals(file + ":1: nested more than 20 deep: no field of a contract lies so deep", rejected.getMessage());
    }

    @Test
    void aMissingFileAndAFolderAreNamedWithTheWayOut() {
        var nothing = folder.resolve("nothing.yaml");

        assertEquals(
                nothing + " can't be read; SURETY_CONTRACT names a service's contract, CONTRACT that of make check-contract",
                assertThrows(RejectedContract.class, () -> ContractFile.read(nothing)).getMessage());
        assertEquals(
                folder + ": is a folder; SURETY_CONTRACT names a service's contract, CONTRACT that of make check-contract",
                assertThrows(RejectedContract.class, () -> ContractFile.read(folder)).getMessage());
    }

    @Test
    void otherEncodingsAreRejectedWithTheLineOfTheFirstForeignByte() throws IOException {
        var text = ContractText.thatAddsUp().with("Nothing.", "Zürich");
        var latin = Files.write(folder.resolve("latin.yaml"), text.text().getBytes(StandardCharsets.ISO_8859_1));

        var rejected = assertThrows(RejectedContract.class, () -> ContractFile.read(latin));

        assertEquals(latin + ":" + text.lineOf("Zürich") + ": not valid UTF-8: save the file in that encoding", rejected.getMessage());
    }

    @Test
    void hugeFileIsRejectedUnread() throws IOException {
        var huge = Files.writeString(folder.resolve("huge.yaml"), ContractText.thatAddsUp().text() + "#".repeat(10 * 1024 * 1024));

        var rejected = assertThrows(RejectedContract.class, () -> ContractFile.read(huge));

        assertEquals(huge + ": " + Files.size(huge) + " bytes; a contract has at most 1048576", rejected.getMessage());
    }

    @Test
    void controlCharactersAreRejected() {
        var file = ContractText.thatAddsUp().with("Nothing.", "No\u0000thing.").in(folder);

        var rejected = assertThrows(RejectedContract.class, () -> ContractFile.read(file));

        assertTrue(rejected.getMessage().startsWith(file + ":"), rejected.getMessage());
    }

    @Test
    void byteOrderMarkIsNoPartOfTheFirstKey() {
        var read = ContractFile.read(new ContractText("\uFEFF" + ContractText.thatAddsUp().text()).in(folder));

        assertEquals("assistant", read.contract().contract());
    }
}
