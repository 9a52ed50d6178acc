package dev.surety.policy;

import static dev.surety.policy.PolicyFixture.NOON;
import static dev.surety.policy.PolicyFixture.aCaller;
import static dev.surety.policy.PolicyFixture.aPolicy;
import static dev.surety.policy.PolicyFixture.asking;
import static dev.surety.policy.PolicyFixture.searching;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {

    @Test
    void whatARuleAllowsIsAllowedInItsName() {
        var policy = aPolicy().allowing("staff-ask", Action.ASK, "caller.tenant == 'kestrel'").compiled();

        assertEquals(new Decision(Effect.ALLOW, "staff-ask", "because of staff-ask", null, "v1"), policy.decide(asking(aCaller(), "Why?")));
    }

    @Test
    void whatNoRuleAllowsIsDenied() {
        var policy = aPolicy().allowing("others-ask", Action.ASK, "caller.tenant == 'heron'").compiled();

        var noMatch = new Decision(Effect.DENY, "no-match", "no rule allows it", null, "v1");
        assertEquals(noMatch, policy.decide(asking(aCaller(), "Why?")));
        assertEquals(noMatch, policy.decide(searching(aCaller(), "handbook")));
        assertEquals(noMatch, aPolicy().compiled().decide(asking(aCaller(), "Why?")));
    }

    @Test
    void aDenialWinsAndSaysItsWords() {
        var policy = aPolicy()
                .allowing("all-ask", Action.ASK, "true")
                .denying("no-secrets", Action.ASK, "resource.question.contains('secret')")
                .compiled();

        assertEquals(
                new Decision(Effect.DENY, "no-secrets", "because of no-secrets", "Not by no-secrets.", "v1"),
                policy.decide(asking(aCaller(), "What is the secret?")));
        assertEquals("all-ask", policy.decide(asking(aCaller(), "What is for lunch?")).rule());
    }

    @Test
    void theFirstOfSeveralThatMatchIsNamed() {
        var policy = aPolicy().allowing("one", Action.ASK, "true").allowing("two", Action.ASK, "true").compiled();

        assertEquals("one", policy.decide(asking(aCaller(), "Why?")).rule());
    }

    @Test
    void aRuleOfOneActionSaysNothingAboutAnother() {
        var policy = aPolicy().allowing("all-ask", Action.ASK, "true").denying("no-search", Action.SEARCH, "true").compiled();

        assertEquals(List.of(true, false), List.of(
                policy.decide(asking(aCaller(), "Why?")).isAllowed(), policy.decide(searching(aCaller(), "handbook")).isAllowed()));
    }

    @Test
    void rolesAreThoseThatATagMatches() {
        var policy = aPolicy()
                .withRoles(Map.of("admins", List.of("group:security", "user:root"), "batch", List.of("group:batch")))
                .allowing("admins-only", Action.ADMINISTER, "caller.roles == ['admins']")
                .compiled();

        var byTags = List.of(aCaller("group:security"), aCaller("user:root"), aCaller("group:sec"), aCaller("group:security", "group:batch"), aCaller()).stream()
                .map(caller -> policy.decide(new PolicyRequest(caller, Resource.administer(), NOON)).isAllowed())
                .toList();

        assertEquals(List.of(true, true, false, false, false), byTags);
    }

    /** Every variable that the contract's page promises, by an expression that is true of one request only. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ask        | caller.subject == 'olive' && caller.tenant == 'kestrel' && caller.actor == 'mcp' && !caller.service",
                "ask        | caller.clearance == 2 && 'group:a, b\"*' in caller.tags && size(caller.tags) == 2 && caller.roles.exists(role, role == 'odd')",
                "ask        | now == timestamp('2026-11-24T12:00:00Z') && now.getHours('Europe/Berlin') == 13",
                "ask        | resource.question == 'Wo?' && resource.mode == 'sources-only'",
                "search     | resource.index == 'handbook'",
                "read       | resource.index == 'handbook' && resource.documentId == 'd-1' && resource.tenant == 'kestrel' && resource.clearance == 3",
                "use-tier   | resource.tier == 'large' && resource.model == 'gpt' && resource.outside && resource.region == 'us' && resource.clearance == 3",
                "use-tier   | resource.indexes.all(index, index in ['handbook', 'ledger']) && size(resource.indexes) == 2",
                "answer     | resource.tier == 'large' && resource.citations == 0 && resource.indexes == ['handbook']",
                "call-tool  | resource.tool == 'create-ticket' && resource.writes",
                "act-for    | resource.user == 'bob' && resource.tenant == 'kestrel'",
                "administer | caller.subject == 'olive'",
            })
    void everyVariableIsThereWithItsType(String action, String when) {
        var caller = new Caller("olive", "kestrel", Set.of("group:a, b\"*", "user:olive"), 2, false, "mcp");
        var resource = switch (Action.of(action)) {
            case ASK -> Resource.ask("Wo?", "sources-only");
            case SEARCH -> Resource.search("handbook");
            case READ -> Resource.read("handbook", "d-1", "kestrel", 3);
            case USE_TIER -> Resource.useTier("large", "gpt", true, "us", 3, List.of("handbook", "ledger"));
            case ANSWER -> Resource.answer("large", 0, List.of("handbook"));
            case CALL_TOOL -> Resource.callTool("create-ticket", true);
            case ACT_FOR -> Resource.actFor("bob", "kestrel");
            case ADMINISTER -> Resource.administer();
        };
        var policy = aPolicy().withRoles(Map.of("odd", List.of("group:a, b\"*"))).allowing("one", Action.of(action), when).compiled();

        assertEquals("one", policy.decide(new PolicyRequest(caller, resource, NOON)).rule());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 / (caller.clearance - 1) == 1",
                "caller.tags[99] == 'group:staff'",
                "timestamp(resource.question) < now",
                "int(resource.question) == 1",
                "9223372036854775807 + caller.clearance > 0",
                "now.getHours(resource.question) == 1",
            })
    void aRuleThatFailsDeniesWhateverItWasAndWhateverElseAllows(String when) {
        var allowing = aPolicy().allowing("all-ask", Action.ASK, "true").allowing("broken", Action.ASK, when).compiled();
        var denying = aPolicy().denying("broken", Action.ASK, when).allowing("all-ask", Action.ASK, "true").compiled();

        var failed = new Decision(Effect.DENY, "broken", "rule failed", null, "v1");
        assertEquals(failed, allowing.decide(asking(aCaller("group:staff"), "Why?")));
        assertEquals(failed, denying.decide(asking(aCaller("group:staff"), "Why?")));
    }

    /** More tags than a rule was measured for when it was let in. */
    @Test
    void aRuleThatRunsLongFailsAndAllowsNothing() {
        var tags = IntStream.range(0, Language.MOST_ITERATIONS + 1).mapToObj(number -> "group:" + number).collect(Collectors.toSet());
        var policy = aPolicy().allowing("no-x", Action.ASK, "caller.tags.all(tag, tag != 'x')").compiled();

        var decision = policy.decide(asking(new Caller("olive", "kestrel", tags, 1, false, ""), "Why?"));

        assertEquals(new Decision(Effect.DENY, "no-x", "rule failed", null, "v1"), decision);
    }

    @Test
    void tagsAreTextsAndNeverPatternsOrLists() {
        var policy = aPolicy().allowing("finance", Action.ASK, "'group:finance' in caller.tags").compiled();

        var refused = List.of("group:*", "group:finance,group:staff", "group:Finance", "group:fin\u0430nce", "group:finance ", "\"group:finance\"", "group:finance\u200b");

        assertEquals(
                refused.stream().map(tag -> "no-match").toList(),
                refused.stream().map(tag -> policy.decide(asking(aCaller(tag), "Why?")).rule()).toList());
        assertEquals("finance", policy.decide(asking(aCaller("group:finance"), "Why?")).rule());
    }

    @Test
    void rulesWithProblemsAreNotCompiled() {
        var policy = aPolicy().allowing("one", Action.ASK, "caller.clearance");

        var refused = assertThrows(IllegalArgumentException.class, policy::compiled);

        assertEquals("one: when does not hold at line 1, column 7: expected type 'bool' but found 'int'", refused.getMessage());
    }

    @Test
    void everyActionHasAResourceThatIsReadBackAsItWasWritten() {
        var read = Resource.read("handbook", "d-1", "kestrel", 3);

        assertEquals(read, new Resource(Action.READ, Map.of("index", "handbook", "documentId", "d-1", "tenant", "kestrel", "clearance", 3L)));
        assertEquals(Map.of("mode", "auto"), Resource.ask("Why?", "auto").inShort());
        assertEquals(
                List.of(
                        "the action read has no resource.size",
                        "resource.clearance is missing",
                        "resource.clearance is a whole number"),
                Arrays.asList(Map.<String, Object>of("size", 1), Map.<String, Object>of(), Map.<String, Object>of("clearance", "3")).stream()
                        .map(more -> {
                            var members = new HashMap<String, Object>(Map.of("index", "a", "documentId", "d", "tenant", "t"));
                            members.putAll(more);
                            return assertThrows(IllegalArgumentException.class, () -> new Resource(Action.READ, members)).getMessage();
                        })
                        .toList());
    }
}
