package dev.surety.local.leak.way;

import dev.surety.local.leak.world.Document;
import dev.surety.local.leak.world.Principal;
import java.io.IOException;
import java.util.List;

/** One way out of the product. */
public interface Way {

    /** The word by which it is reported. */
    String name();

    /** Documents that one shot can aim at. */
    default int most() {
        return 1;
    }

    /** How often it is chosen, beside the others. */
    int weight();

    /** Share of the permitted documents aimed at that must come back, 0 to 1; 0 promises nothing. Less, and the gate is blind. */
    default double promise() {
        return 0;
    }

    /** Whether it can be aimed at what the principal may see, or only makes sense for what is hidden. */
    default boolean isForHiddenOnly() {
        return false;
    }

    /** Whether only people may go it: services do not ask the assistant. */
    default boolean isForPeopleOnly() {
        return false;
    }

    /**
     * Aims.
     *
     * @param at documents, as many as this way takes at once; a way that finds its targets by itself says in its reply which they were
     */
    Brought aim(Principal who, List<Document> at) throws IOException, InterruptedException;
}
