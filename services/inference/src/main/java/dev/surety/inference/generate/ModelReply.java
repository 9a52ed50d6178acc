package dev.surety.inference.generate;

import java.util.function.UnaryOperator;

/**
 * What a model replied.
 *
 * @param text     its words, about what it was shown: with placeholders for what that was redacted of
 * @param pieces   of data that it was given: fewer than there were when not all fitted
 * @param whole    whether it came to its end; false when it was cut off at the bound
 * @param restored puts back into a part of the text what its placeholders stand for, where the contract says so
 */
record ModelReply(String text, int pieces, boolean whole, UnaryOperator<String> restored) {

    /** Without the text. */
    @Override
    public String toString() {
        return "ModelReply[" + text.length() + " characters, whole=" + whole + "]";
    }
}
