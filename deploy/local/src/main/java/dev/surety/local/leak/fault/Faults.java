package dev.surety.local.leak.fault;

import java.util.List;

/** All faults. */
public final class Faults {

    private static final List<Fault> ALL =
            List.of(new HalfApplied(), new ReleaseSwitch(), new StaleGrants(), new IngestionStopped(), new SlowIdentity(), new FilterIgnored());

    private Faults() {}

    /**
     * The faults that are named.
     *
     * @param names of faults; {@code all}; {@code none} or nothing
     * @throws IllegalArgumentException when there is no such fault
     */
    public static List<Fault> named(List<String> names) {
        if (names.isEmpty() || names.equals(List.of("none"))) {
            return List.of();
        }
        if (names.equals(List.of("all"))) {
            return ALL;
        }
        return names.stream().map(Faults::named).toList();
    }

    private static Fault named(String name) {
        return ALL.stream().filter(fault -> fault.name().equals(name)).findFirst().orElseThrow(() -> new IllegalArgumentException(
                "there is no fault named " + name + "; there are " + String.join(", ", ALL.stream().map(Fault::name).toList())));
    }
}
