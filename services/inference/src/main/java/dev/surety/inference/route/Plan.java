package dev.surety.inference.route;

import dev.surety.contract.Tier;
import java.util.ArrayList;
import java.util.List;

/** What to do with a question, and what to do when that does not hold. */
public sealed interface Plan {

    /**
     * Let these tiers write, in this order, until one holds; then point to the sources.
     *
     * @param tiers at least one
     */
    record Write(List<Tier> tiers) implements Plan {

        public Write {
            tiers = List.copyOf(tiers);
            if (tiers.isEmpty()) {
                throw new IllegalArgumentException("somebody has to write");
            }
        }
    }

    /** Say where to look, and no more. */
    record PointToSources() implements Plan {}

    /** Say that there is nothing. */
    record Refuse() implements Plan {}

    /** The same plan with one more tier behind the first, unless it writes anyway or nobody does. */
    default Plan then(Tier tier) {
        return switch (this) {
            case Write write when !write.tiers().contains(tier) -> {
                var tiers = new ArrayList<>(write.tiers());
                tiers.add(1, tier);
                yield new Write(tiers);
            }
            case Write write -> write;
            case PointToSources point -> point;
            case Refuse refuse -> refuse;
        };
    }

    /** What remains when the first step did not hold. */
    default Plan next() {
        return switch (this) {
            case Write write when write.tiers().size() > 1 -> new Write(write.tiers().subList(1, write.tiers().size()));
            case Write write -> new PointToSources();
            case PointToSources point -> new Refuse();
            case Refuse refuse -> refuse;
        };
    }
}
