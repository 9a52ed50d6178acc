package dev.surety.local.process;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** One process of the stack: how it is prepared, started, found ready and set up. */
public interface Part {

    /** As in {@code make logs S=<name>}; also names its log, run file and data folder. */
    String name();

    /** Where people or other parts reach it. */
    String url();

    /** Parts that must be ready before this one starts. */
    Set<String> needs();

    /** All ports it listens on, the one of {@link #url()} first. */
    List<Integer> ports();

    /** How long it may take from its start until it is ready. */
    Duration patience();

    /** The process to start. Cheap and without effect: also asked for only to learn whether anything changed. */
    Launch launch() throws IOException;

    /**
     * What has to be there before the process starts: unpacked archives, formatted data folders. Does nothing when it is there.
     *
     * @throws PartFailure when what it needs can't be made
     */
    default void prepare(Tool tool) throws IOException, InterruptedException {}

    /** One probe of a real answer; returns within two seconds. */
    boolean ready();

    /** What others rely on once it runs: topics, databases, the realm. Leaves alone what is there. */
    default void settle() throws IOException, InterruptedException {}
}
