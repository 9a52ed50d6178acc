package dev.surety.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cache and tiers: who writes, who comes next, and that it ends. */
final class RoutingRules implements ContractRules.Rules {

    private static final Place TIERS = Place.of("routing", "tiers");

    @Override
    public void check(Contract contract, Findings findings) {
        var routing = contract.routing();
        cache(routing.cache(), Place.of("routing", "cache"), findings);
        Bounds.unique(routing.tiers().stream().map(Contract.TierRule::tier).toList(), TIERS, findings);
        if (routing.tier(Tier.EXTRACTIVE).isEmpty()) {
            findings.add(TIERS, "leaves out extractive: it is what remains when no model can be reached; name it");
        }
        for (var index = 0; index < routing.tiers().size(); index++) {
            tier(routing.tiers().get(index), TIERS.entry(index), routing, findings);
        }
        cycles(routing, findings);
    }

    private static void cache(Contract.Cache cache, Place place, Findings findings) {
        Bounds.positive(cache.timeToLive(), place.key("timeToLive"), findings);
        Bounds.atLeast(0, cache.entries(), place.key("entries"), findings);
        if (cache.tolerantTimeToLive().compareTo(cache.timeToLive()) < 0) {
            findings.add(place.key("tolerantTimeToLive"), "is shorter than routing.cache.timeToLive: tolerance would forget sooner; write at least as much");
        }
    }

    private static void tier(Contract.TierRule rule, Place place, Contract.Routing routing, Findings findings) {
        if (rule.tier() == Tier.EXTRACTIVE && rule.call() != null) {
            findings.add(place.key("call"), "extractive calls no model: leave the call out");
        }
        if (rule.tier() == Tier.EXTRACTIVE && rule.call() == null && rule.outside()) {
            findings.add(place.key("outside"), "extractive writes in the process, nothing leaves: write false, or leave the line out");
        }
        if (rule.tier() == Tier.EXTRACTIVE && rule.region() != null) {
            findings.add(place.key("region"), "extractive writes in the process and has no region of its own: leave the line out");
        }
        if (rule.tier() != Tier.EXTRACTIVE && rule.call() == null) {
            findings.add(place.key("call"), "is missing: " + rule.tier().label() + " calls a model; write which, and with how many tokens at most");
        }
        if (rule.fallback().tier().map(routing::tier).filter(Optional::isEmpty).isPresent()) {
            findings.add(place.key("fallback"), "routing.tiers has no tier " + rule.fallback().label() + ": use one that it has, or sources-only");
        }
    }

    /** Each circle is told once, at its first tier in the contract's order. */
    private static void cycles(Contract.Routing routing, Findings findings) {
        var told = new ArrayList<Tier>();
        for (var index = 0; index < routing.tiers().size(); index++) {
            var circle = circle(routing, routing.tiers().get(index).tier());
            if (!circle.isEmpty() && told.stream().noneMatch(circle::contains)) {
                told.addAll(circle);
                findings.add(TIERS.entry(index).key("fallback"), "fallbacks run in a circle, " + named(circle) + ": end it with sources-only");
            }
        }
    }

    /** The tiers from {@code first} back to itself; empty when its ladder does not lead back. */
    private static List<Tier> circle(Contract.Routing routing, Tier first) {
        var ladder = routing.ladder(first);
        return routing.tier(ladder.getLast()).flatMap(last -> last.fallback().tier()).filter(first::equals).isPresent() ? ladder : List.of();
    }

    private static String named(List<Tier> circle) {
        var labels = new ArrayList<>(circle.stream().map(Tier::label).toList());
        labels.add(labels.getFirst());
        return String.join(" -> ", labels);
    }
}
