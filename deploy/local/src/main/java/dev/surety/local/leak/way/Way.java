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

    /** Of the documents aimed at, how many are hidden from the one who aims, as far as there are such: 0 to 1. */
    default double hiddenShare() {
        return 0.7;
    }

    /** Whether nothing may come back at all, whatever the one who aims may see by other ways: each reply has to be 401. */
    default boolean opensNothing() {
        return false;
    }

    /** Whether ingestion's register is asked, and not the index. */
    default boolean asksTheRegister() {
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
