package dev.surety.evaluation.slo;

import dev.surety.burn.Reading;
import dev.surety.event.BurnStatus;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** How budgets do, for Prometheus; shown by the replica that looks at them, and by no other. */
@ApplicationScoped
class LedgerMeters {

    private final MultiGauge budgetLeft;
    private final MultiGauge state;
    private final MultiGauge burnRate;

    LedgerMeters(MeterRegistry meters) {
        budgetLeft = MultiGauge.builder("surety.slo.budget.left").baseUnit("ratio").register(meters);
        state = MultiGauge.builder("surety.slo.state").register(meters);
        burnRate = MultiGauge.builder("surety.slo.burn.rate").register(meters);
    }

    void show(List<BurnStatus> words) {
        budgetLeft.register(words.stream().map(word -> MultiGauge.Row.of(of(word), word.budgetLeft())).toList(), true);
        state.register(words.stream().map(word -> MultiGauge.Row.of(of(word), word.state().ordinal())).toList(), true);
        burnRate.register(
                words.stream()
                        .flatMap(word -> word.burns().stream()
                                .map(burn -> MultiGauge.Row.of(of(word).and("window", Reading.words(Duration.ofMillis(burn.longerMs()))), burn.longer())))
                        .toList(),
                true);
    }

    /** Nothing is better than what was true some time ago. */
    void clear() {
        List.of(budgetLeft, state, burnRate).forEach(gauge -> gauge.register(List.of(), true));
    }

    private static Tags of(BurnStatus word) {
        return Tags.of("objective", word.objective());
    }
}
