package dev.surety.redaction;

/**
 * Redacts a text that comes in pieces: what it gives is, put together, what {@link Redactor#redact} gives of the whole, however the text is cut. It holds back
 * the last few words, or a little more while something may be there that is not complete, and never more than {@value Blocks#LONGEST} characters. Not for several
 * threads at once.
 */
public final class StreamRedactor {

    private final boolean isOff;
    private final Cleaner cleaner;
    private final Blocks blocks;

    StreamRedactor(Redactor.Rule rule, Placeholders placeholders) {
        this.isOff = rule.detectors().isEmpty();
        this.cleaner = new Cleaner(rule.detectors(), placeholders);
        this.blocks = new Blocks(rule.names(), cleaner);
    }

    /** Takes the next piece; gives what can be passed on by now, which may be nothing. */
    public String accept(String piece) {
        if (isOff) {
            return piece;
        }
        blocks.read(piece);
        return cleaner.taken();
    }

    /** Gives the rest. Nothing may be taken after that. */
    public String end() {
        blocks.end();
        return cleaner.taken();
    }
}
