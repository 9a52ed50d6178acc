package dev.surety.ingestion.parse;

import java.util.regex.Pattern;

/** Text without what no reader sees. */
final class CleanText {

    private static final Pattern SPACES = Pattern.compile("[\\s\\u00a0\\u2000-\\u200a\\u202f\\u3000]+");
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private CleanText() {}

    /**
     * Drops control and format characters (zero-width spaces, direction marks, soft hyphens, the invisible "tag" letters) and halves of surrogate
     * pairs; keeps line breaks and tabs, and the two joiners that some scripts and emoji need.
     */
    static String visible(String text) {
        if (text.codePoints().allMatch(CleanText::isVisible)) {
            return text;
        }
        var kept = new StringBuilder(text.length());
        text.codePoints().filter(CleanText::isVisible).forEach(kept::appendCodePoint);
        return kept.toString();
    }

    /** One line, one space between words. */
    static String oneLine(String text) {
        return SPACES.matcher(visible(text)).replaceAll(" ").strip();
    }

    private static boolean isVisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL -> point == '\n' || point == '\t' || point == '\r';
            case Character.FORMAT -> point == ZERO_WIDTH_JOINER || point == ZERO_WIDTH_NON_JOINER;
            case Character.SURROGATE, Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
