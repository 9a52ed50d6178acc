package dev.surety.inference.generate;

/**
 * What a model replied.
 *
 * @param text   its words
 * @param pieces of data that it was given: fewer than there were when not all fitted
 * @param whole  whether it came to its end; false when it was cut off at the bound
 */
record ModelReply(String text, int pieces, boolean whole) {

    /** Without the text. */
    @Override
    public String toString() {
        return "ModelReply[" + text.length() + " characters, whole=" + whole + "]";
    }
}
