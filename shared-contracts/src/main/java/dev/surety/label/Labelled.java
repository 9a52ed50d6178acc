package dev.surety.label;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A constant with a wire word of its own. */
public interface Labelled {

    /** The word; stable. */
    String label();

    /**
     * The constant with this word.
     *
     * @param constants all that there are
     * @param noun      what they are, for the message
     * @throws IllegalArgumentException when none has it; the message names the words that there are
     */
    static <E extends Labelled> E find(E[] constants, String label, String noun) {
        return Arrays.stream(constants)
                .filter(known -> known.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no " + noun + " '" + label + "': use "
                        + Arrays.stream(constants).map(Labelled::label).collect(Collectors.joining(", "))));
    }
}
