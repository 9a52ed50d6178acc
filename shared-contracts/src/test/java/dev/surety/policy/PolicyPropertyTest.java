package dev.surety.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of every policy, whatever its rules are. */
class PolicyPropertyTest {

    private static final String FAILS = "1 / (caller.clearance - caller.clearance) == 1";
    private static final List<String> EXPRESSIONS = List.of(
            "true",
            "false",
            "caller.clearance >= 2",
            "'group:a' in caller.tags",
            "caller.tags.exists(tag, tag.startsWith('group:b'))",
            "'admins' in caller.roles",
            "resource.index == 'one'",
            "resource.index != 'one' && !caller.service",
            FAILS);
    private static final Map<String, List<String>> ROLES = Map.of("admins", List.of("group:admins", "user:root"));

    @Property
    void orderOfRulesDoesNotMatter(@ForAll("rules") List<Rule> rules, @ForAll("requests") PolicyRequest request, @ForAll Random random) {
        var shuffled = new ArrayList<>(rules);
        Collections.shuffle(shuffled, random);

        assertEquals(decided(rules, request).effect(), decided(shuffled, request).effect());
    }

    @Property
    void whereARuleThatDeniesMatchesNothingIsAllowed(@ForAll("rules") List<Rule> rules, @ForAll("requests") PolicyRequest request, @ForAll Random random) {
        var more = inserted(rules, new Rule("denies", Effect.DENY, request.resource().action(), "true", "because", null), random);

        assertEquals(Effect.DENY, decided(more, request).effect());
    }

    @Property
    void oneMoreRuleThatDeniesNeverAllowsAnything(
            @ForAll("rules") List<Rule> rules, @ForAll("expressions") String when, @ForAll("requests") PolicyRequest request, @ForAll Random random) {
        var more = inserted(rules, new Rule("more", Effect.DENY, request.resource().action(), when, "because", null), random);

        assertTrue(!decided(more, request).isAllowed() || decided(rules, request).isAllowed());
    }

    @Property
    void aRuleThatFailsNeverLetsAnythingPass(
            @ForAll("rules") List<Rule> rules, @ForAll("effects") Effect effect, @ForAll("requests") PolicyRequest request, @ForAll Random random) {
        var more = inserted(rules, new Rule("fails", effect, request.resource().action(), FAILS, "because", null), random);

        assertEquals(Effect.DENY, decided(more, request).effect());
    }

    @Property
    void withoutARuleThatAllowsNothingIsAllowed(@ForAll("rules") List<Rule> rules, @ForAll("requests") PolicyRequest request) {
        var denying = rules.stream().filter(rule -> rule.effect() == Effect.DENY).toList();

        assertEquals(Effect.DENY, decided(denying, request).effect());
        assertEquals(new Decision(Effect.DENY, Decision.NO_MATCH, "no rule allows it", null, "v1"), decided(List.of(), request));
    }

    private static Decision decided(List<Rule> rules, PolicyRequest request) {
        return Policy.compiled(rules, ROLES, "v1").decide(request);
    }

    private static List<Rule> inserted(List<Rule> rules, Rule rule, Random random) {
        var more = new ArrayList<>(rules);
        more.add(random.nextInt(rules.size() + 1), rule);
        return more;
    }

    @Provide
    Arbitrary<List<Rule>> rules() {
        return Combinators.combine(Arbitraries.of(Effect.class), expressions())
                .as((effect, when) -> new Rule("r", effect, Action.SEARCH, when, "because", null))
                .list()
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<Effect> effects() {
        return Arbitraries.of(Effect.class);
    }

    @Provide
    Arbitrary<String> expressions() {
        return Arbitraries.of(EXPRESSIONS);
    }

    @Provide
    Arbitrary<PolicyRequest> requests() {
        var tags = Arbitraries.of("group:a", "group:b/c", "group:admins", "user:root", "group:\"x\", y*").set().ofMaxSize(4);
        var callers = Combinators.combine(tags, Arbitraries.integers().between(0, 3), Arbitraries.of(true, false))
                .as((held, clearance, service) -> new Caller("olive", "kestrel", Set.copyOf(held), clearance, service, ""));
        return Combinators.combine(callers, Arbitraries.of("one", "two"))
                .as((caller, index) -> new PolicyRequest(caller, Resource.search(index), Instant.parse("2026-11-24T12:00:00Z")));
    }
}
