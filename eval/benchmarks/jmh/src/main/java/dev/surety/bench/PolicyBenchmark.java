package dev.surety.bench;

import dev.surety.contract.ContractFile;
import dev.surety.policy.Action;
import dev.surety.policy.Caller;
import dev.surety.policy.Decision;
import dev.surety.policy.Effect;
import dev.surety.policy.Policy;
import dev.surety.policy.PolicyRequest;
import dev.surety.policy.Resource;
import dev.surety.policy.Rule;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Decisions of a warm policy, each call by itself, for callers of few and of many tags. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
public class PolicyBenchmark {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final String NEEDED = "group:needed";

    @Param({"10", "5000"})
    private int tags;

    private final Policy demo = ContractFile.read(Path.of("deploy", "contract.yaml")).policy();
    private final Policy oneRule = policy(List.of(rule("needed", Effect.ALLOW, "'group:needed' in caller.tags && caller.clearance >= 2")));
    private final Policy oneLoop = policy(List.of(rule("loop", Effect.ALLOW, "caller.tags.exists(tag, tag.startsWith('group:none/'))")));
    private final Policy hundredRules = policy(IntStream.range(0, 100)
            .mapToObj(number -> rule(
                    "rule-" + number,
                    number % 2 == 0 ? Effect.ALLOW : Effect.DENY,
                    "'group:closed-%d' in caller.tags || resource.index == 'index-%d' && caller.clearance < 3".formatted(number, number)))
            .toList());

    private Caller caller;
    private PolicyRequest search;
    private PolicyRequest ask;
    private PolicyRequest useTier;

    @Setup
    public void caller() {
        caller = new Caller(
                "olive",
                "kestrel",
                IntStream.range(1, tags).mapToObj(number -> "group:team-" + number).collect(Collectors.collectingAndThen(Collectors.toSet(), teams -> {
                    teams.add(NEEDED);
                    return teams;
                })),
                2,
                false,
                "");
        search = new PolicyRequest(caller, Resource.search("index-98"), NOON);
        ask = new PolicyRequest(caller, Resource.ask("How many days may I work from another country, and whom do I have to ask before I leave?", "auto"), NOON);
        useTier = new PolicyRequest(caller, Resource.useTier("large", "gpt-4o-mini", true, "", 2, List.of("kestrel")), NOON);
    }

    /** The baseline: {@link #oneRule} as Java. */
    @Benchmark
    public boolean byHand() {
        return caller.tags().contains(NEEDED) && caller.clearance() >= 2;
    }

    @Benchmark
    public Decision oneRule() {
        return oneRule.decide(search);
    }

    /** Looks at every tag, and finds nothing. */
    @Benchmark
    public Decision oneLoop() {
        return oneLoop.decide(search);
    }

    /** Two of its rules match patterns against the question. */
    @Benchmark
    public Decision demoAsk() {
        return demo.decide(ask);
    }

    @Benchmark
    public Decision demoUseTier() {
        return demo.decide(useTier);
    }

    /** None of those that deny matches, so that all are asked. */
    @Benchmark
    public Decision hundredRules() {
        return hundredRules.decide(search);
    }

    private static Policy policy(List<Rule> rules) {
        return Policy.compiled(rules, Map.of("admins", List.of("group:admins"), "batch", List.of("group:batch-jobs")), "v1");
    }

    private static Rule rule(String name, Effect effect, String when) {
        return new Rule(name, effect, Action.SEARCH, when, "because", null);
    }
}
