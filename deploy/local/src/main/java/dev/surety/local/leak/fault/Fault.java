package dev.surety.local.leak.fault;

import java.io.IOException;

/** Something that goes wrong while everybody aims. */
public interface Fault {

    /** The word by which it is chosen and reported. */
    String name();

    /** Whether the last check has to act, because this fault takes the first line away. */
    default boolean takesTheFilterAway() {
        return false;
    }

    /**
     * Breaks, lets shoot, mends.
     *
     * @throws IOException also when the fault could not be brought about: then nothing was tested
     */
    void play(Scene scene) throws IOException, InterruptedException;

    /** Whether it changes the index alone. What is answered from ingestion's register then tells the state before, and is not aimed at. */
    default boolean isInTheIndexAlone() {
        return false;
    }
}
