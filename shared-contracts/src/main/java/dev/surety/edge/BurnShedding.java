package dev.surety.edge;

import dev.surety.contract.BurnAction;
import dev.surety.request.Priority;
import dev.surety.slo.Shedding;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Who is turned away while the error budget burns: those for whom nobody waits. */
@Singleton
class BurnShedding implements Shedding {

    private final BurnStates burn;

    BurnShedding(BurnStates burn) {
        this.burn = burn;
    }

    @Override
    public Optional<String> shed(Priority priority) {
        return switch (priority) {
            case INTERACTIVE -> Optional.empty();
            case EVALUATION -> when(burn.inForce(BurnAction.SHED_EVALUATION), priority);
            case BULK -> when(burn.inForce(BurnAction.SHED_BULK) || burn.inForce(BurnAction.SHED_EVALUATION), priority);
        };
    }

    private static Optional<String> when(boolean shed, Priority priority) {
        return shed
                ? Optional.of("the error budget burns: " + priority.label() + " requests are turned away until it recovers")
                : Optional.empty();
    }
}
