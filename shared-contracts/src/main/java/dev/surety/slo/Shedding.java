package dev.surety.slo;

import dev.surety.request.Priority;
import java.util.Optional;

/** Whether requests of a priority are turned away at the moment, so that others get through. Asked for every call: it answers from memory. */
@FunctionalInterface
public interface Shedding {

    /** Nobody is turned away. */
    Shedding NONE = priority -> Optional.empty();

    /** Why this priority is turned away, for a person; empty when it is not. */
    Optional<String> shed(Priority priority);
}
