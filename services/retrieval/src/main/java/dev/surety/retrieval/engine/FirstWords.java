package dev.surety.retrieval.engine;

import java.lang.Character.UnicodeScript;

/**
 * As much of a question as the lexical half can take: OpenSearch refuses a query of more than 1,024 clauses, and each word is a clause for each of the
 * three fields. What follows is left out rather than the question refused.
 */
final class FirstWords {

    /** 900 clauses, and room for the filter's and for words that are longer than the analyzer takes in one piece. */
    static final int MOST = 300;

    private FirstWords() {}

    /** The text up to its 300th word. Counts at least the words that OpenSearch's standard tokenizer (UAX #29) makes, rather more. */
    static String of(String text) {
        var words = 0;
        var before = UnicodeScript.UNKNOWN;
        for (var at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            var character = text.codePointAt(at);
            if (continues(character)) {
                continue;
            }
            var script = script(character);
            if (script != UnicodeScript.UNKNOWN && (script != before || standsAlone(character, script)) && ++words > MOST) {
                return text.substring(0, at);
            }
            before = script;
        }
        return text;
    }

    /** Accents, joiners and the like belong to what stands before them. */
    private static boolean continues(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK, Character.FORMAT -> true;
            default -> false;
        };
    }

    /** {@code UNKNOWN} for what parts words. */
    private static UnicodeScript script(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> UnicodeScript.UNKNOWN;
            default -> UnicodeScript.of(character);
        };
    }

    /** Ideographs, kana and symbols are words of one character. */
    private static boolean standsAlone(int character, UnicodeScript script) {
        return Character.isIdeographic(character)
                || script == UnicodeScript.HIRAGANA
                || script == UnicodeScript.KATAKANA
                || !Character.isLetterOrDigit(character);
    }
}
