package dev.surety.ingestion.chunk;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Finds sentence borders; does not stop at "Jan. 5", "Sec. 4.2" or "e.g. this". */
final class Sentences {

    private static final Pattern ENDS_IN_ABBREVIATION = Pattern.compile(
            """
            (?i:.*\\b(?:e\\.g|i\\.e|etc|vs|cf|approx|ca|no|nos|sec|art|fig|para|p|pp|vol|ed|eds|dr|mr|mrs|ms|prof|st|inc|ltd|co|corp|dept|est|incl|excl|min|max|tel|ext\
            |jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)\\.)\\s*|.*\\b[A-Z]\\.\\s*""",
            Pattern.DOTALL);
    private static final int LONGEST_ABBREVIATION = 12;

    private Sentences() {}

    /** The sentences of a text, without the space between them. */
    static List<String> of(String text) {
        var iterator = BreakIterator.getSentenceInstance(Locale.ENGLISH);
        iterator.setText(text);
        var sentences = new ArrayList<String>();
        var start = 0;
        for (var end = iterator.next(); end != BreakIterator.DONE; end = iterator.next()) {
            if (end == text.length() || isBorder(text, end)) {
                var sentence = text.substring(start, end).strip();
                if (!sentence.isEmpty()) {
                    sentences.add(sentence);
                }
                start = end;
            }
        }
        return sentences;
    }

    private static boolean isBorder(String text, int at) {
        var before = text.substring(Math.max(0, at - LONGEST_ABBREVIATION), at);
        return Character.isWhitespace(text.charAt(at - 1)) && !ENDS_IN_ABBREVIATION.matcher(before).matches()
                || isFullStopWithoutSpace(text.charAt(at - 1));
    }

    /** Chinese and Japanese put no space between sentences. */
    private static boolean isFullStopWithoutSpace(char last) {
        return last == '。' || last == '！' || last == '？';
    }
}
