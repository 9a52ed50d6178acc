package dev.surety.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A policy of which a test states only the rules that matter, and requests to it. */
public final class PolicyFixture {

    public static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final List<Rule> rules = new ArrayList<>();
    private Map<String, List<String>> roles = Map.of();

    private PolicyFixture() {}

    public static PolicyFixture aPolicy() {
        return new PolicyFixture();
    }

    public PolicyFixture allowing(String rule, Action action, String when) {
        rules.add(new Rule(rule, Effect.ALLOW, action, when, "because of " + rule, null));
        return this;
    }

    public PolicyFixture denying(String rule, Action action, String when) {
        rules.add(new Rule(rule, Effect.DENY, action, when, "because of " + rule, "Not by " + rule + "."));
        return this;
    }

    public PolicyFixture withRoles(Map<String, List<String>> names) {
        roles = names;
        return this;
    }

    public Policy compiled() {
        return Policy.compiled(rules, roles, "v1");
    }

    public static Caller aCaller(String... tags) {
        return new Caller("olive", "kestrel", Set.of(tags), 1, false, "");
    }

    public static PolicyRequest asking(Caller caller, String question) {
        return new PolicyRequest(caller, Resource.ask(question, "auto"), NOON);
    }

    public static PolicyRequest searching(Caller caller, String index) {
        return new PolicyRequest(caller, Resource.search(index), NOON);
    }
}
