package dev.surety.contract;

/** Each slice by itself, and ingestion against the freshness that it makes. */
final class SliceRules implements ContractRules.Rules {

    @Override
    public void check(Contract contract, Findings findings) {
        for (var name : SliceName.values()) {
            slice(contract.slices().of(name), Place.of("slices", name.label()), findings);
        }
        freshness(contract, findings);
    }

    private static void slice(Contract.Slice slice, Place place, Findings findings) {
        ObjectiveRules.latency(slice.latency(), place.key("latency"), findings);
        Bounds.promise(slice.availability(), place.key("availability"), findings);
        Bounds.positive(slice.timeout(), place.key("timeout"), findings);
        Bounds.atLeast(1, slice.concurrency(), place.key("concurrency"), findings);
        if (slice.timeout().compareTo(slice.latency().target()) < 0) {
            findings.add(place.key("timeout"), "is %d ms, its latency target %d ms: who gives up before the target can't meet it; write at least as much"
                    .formatted(slice.timeout().toMillis(), slice.latency().target().toMillis()));
        }
    }

    private static void freshness(Contract contract, Findings findings) {
        var promised = contract.objectives().freshness();
        var ingest = contract.slices().ingest().latency();
        var place = Place.of("slices", "ingest", "latency");
        if (ingest.target().compareTo(promised.target()) > 0) {
            findings.add(place.key("target"), "is %d ms, objectives.freshness.target is %d ms: shorten it, or raise the objective"
                    .formatted(ingest.target().toMillis(), promised.target().toMillis()));
        }
        if (ingest.percentile().compareTo(promised.percentile()) < 0) {
            findings.add(place.key("percentile"), "is %s, objectives.freshness.percentile is %s: raise it, or lower the objective"
                    .formatted(ingest.percentile(), promised.percentile()));
        }
    }
}
