package dev.surety.redaction;

/** What a UTF-16 unit is to us. Looks alike, counts alike: a full-width digit is a digit, a non-breaking hyphen a hyphen. */
final class Glyph {

    /** Letters and all that is of no interest. */
    static final byte PLAIN = 0;
    /** Between words. */
    static final byte SPACE = 1;
    /** A digit of any script, or a unit of a pair that may be one. */
    static final byte DIGIT = 2;
    /** At. */
    static final byte AT = 3;
    /** Colon and equals sign. */
    static final byte ASSIGNS = 4;
    /** Hyphens of all lengths. */
    static final byte HYPHEN = 5;
    /** Not seen, such as a zero-width space. */
    static final byte HIDDEN = 6;
    /** Punctuation that ends whatever may be a token. */
    static final byte PUNCTUATION = 7;

    private static final byte[] OF = new byte[1 << 16];
    private static final char[] AS = new char[1 << 16];

    static {
        for (var unit = 0; unit < OF.length; unit++) {
            AS[unit] = folded((char) unit);
            OF[unit] = classOf((char) unit);
        }
    }

    private Glyph() {}

    /** One of the constants above. */
    static byte of(char unit) {
        return OF[unit];
    }

    /** What it looks like, in ASCII where there is such a character; 0 for what is not seen. */
    static char as(char unit) {
        return AS[unit];
    }

    /** Whether it belongs to a script that puts no spaces between words: Chinese, Japanese, Thai, Lao, Khmer, Burmese. */
    static boolean isUnspaced(char unit) {
        return unit >= 0x0E00 && (unit <= 0x0EFF || unit >= 0x1000 && unit <= 0x109F || unit >= 0x1780 && unit <= 0x17FF
                || unit >= 0x3040 && unit <= 0x30FF || unit >= 0x3400 && unit <= 0x9FFF || unit >= 0xF900 && unit <= 0xFAFF);
    }

    private static byte classOf(char unit) {
        var seen = AS[unit];
        if (seen == 0) {
            return HIDDEN;
        }
        // Mathematical digits are pairs that begin so.
        if (seen >= '0' && seen <= '9' || unit == 0xD835) {
            return DIGIT;
        }
        return switch (seen) {
            case ' ', '\n', '\r', '\t', '\u000B', '\f', '\u0085', '\u2028', '\u2029', '\u3001', '\u3002' -> SPACE;
            case '@' -> AT;
            case ':', '=' -> ASSIGNS;
            case '-' -> HYPHEN;
            case ',', ';', '"', '\'', '<', '>', '(', ')', '[', ']', '{', '}', '|', '`', '!', '?', '&', '*', '#', '\\', '\u2018', '\u2019', '\u201C', '\u201D' -> PUNCTUATION;
            default -> PLAIN;
        };
    }

    private static char folded(char unit) {
        if (unit < 0x80) {
            return unit == 0 ? ' ' : unit;
        }
        if (unit >= 0xFF01 && unit <= 0xFF5E) {
            return (char) (unit - 0xFEE0);
        }
        return switch (unit) {
            case 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2043, 0x2212, 0x2E3A, 0x2E3B, 0xFE58, 0xFE63 -> '-';
            case 0xFE6B -> '@';
            case 0x2024, 0xFE52 -> '.';
            case 0x2044, 0x2215 -> '/';
            case 0xFE55, 0x2236 -> ':';
            case 0xFE62 -> '+';
            case 0xFE66 -> '=';
            case 0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x3164, 0xFEFF, 0xFFA0, 0x20E3 -> 0;
            default -> byType(unit);
        };
    }

    private static char byType(char unit) {
        // Zero-width characters, direction marks, invisible operators, variation selectors.
        if (unit >= 0x200B && unit <= 0x200F || unit >= 0x202A && unit <= 0x202E || unit >= 0x2060 && unit <= 0x206F || unit >= 0xFE00 && unit <= 0xFE0F) {
            return 0;
        }
        return switch (Character.getType(unit)) {
            case Character.DECIMAL_DIGIT_NUMBER -> (char) ('0' + Character.digit(unit, 10));
            case Character.SPACE_SEPARATOR -> ' ';
            default -> unit;
        };
    }
}
