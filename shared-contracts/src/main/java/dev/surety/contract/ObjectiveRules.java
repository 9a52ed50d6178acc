package dev.surety.contract;

/** What callers may expect, by itself; {@link PathRules} holds it against the slices. */
final class ObjectiveRules implements ContractRules.Rules {

    @Override
    public void check(Contract contract, Findings findings) {
        var objectives = contract.objectives();
        var place = Place.of("objectives");
        Bounds.positive(objectives.window(), place.key("window"), findings);
        latency(objectives.latency(), place.key("latency"), findings);
        latency(objectives.freshness(), place.key("freshness"), findings);
        Bounds.promise(objectives.availability(), place.key("availability"), findings);
        if (objectives.longestDeadline().compareTo(objectives.latency().target()) < 0) {
            findings.add(place.key("longestDeadline"), "is %d ms, objectives.latency.target is %d ms and the default deadline: nobody could wait for it; write at least as much"
                    .formatted(objectives.longestDeadline().toMillis(), objectives.latency().target().toMillis()));
        }
    }

    static void latency(Contract.Latency latency, Place place, Findings findings) {
        Bounds.positive(latency.target(), place.key("target"), findings);
        Bounds.promise(latency.percentile(), place.key("percentile"), findings);
    }
}
