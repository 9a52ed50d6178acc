package dev.surety.slo;

import dev.surety.request.Priority;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;

/** Counts what a guard turned away, and why: {@code surety.slice.refused}. */
final class Refusals {

    private final Counter[] limit;
    private final Counter[] shed;
    private final Counter[] deadline;

    Refusals(String objective, MeterRegistry meters) {
        this.limit = counters(objective, "limit", meters);
        this.shed = counters(objective, "shed", meters);
        this.deadline = counters(objective, "deadline", meters);
    }

    void limit(Priority priority) {
        limit[priority.ordinal()].increment();
    }

    void shed(Priority priority) {
        shed[priority.ordinal()].increment();
    }

    void deadline(Priority priority) {
        deadline[priority.ordinal()].increment();
    }

    private static Counter[] counters(String objective, String reason, MeterRegistry meters) {
        return Arrays.stream(Priority.values())
                .map(priority -> Counter.builder("surety.slice.refused")
                        .description("requests that were turned away before any work")
                        .tag("objective", objective)
                        .tag("reason", reason)
                        .tag("priority", priority.label())
                        .register(meters))
                .toArray(Counter[]::new);
    }
}
