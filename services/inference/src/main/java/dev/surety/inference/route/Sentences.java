package dev.surety.inference.route;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Cuts a passage into what can be quoted: whole sentences; list items, which stand on lines of their own; table rows, which are never cut. Every piece
 * stands word for word in the passage.
 */
public final class Sentences {

    // After these a full stop ends no sentence; BreakIterator thinks it does when a capital letter or a digit follows.
    private static final Pattern NO_END = Pattern.compile(
            "(?i)(^|[\\s(])(e\\.g|i\\.e|etc|vs|no|nos|sec|art|approx|incl|max|min|dr|mr|mrs|ms|prof|st|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|[a-z])\\.\\s*$|^\\d{1,2}\\.\\s*$");

    // As ingestion writes a row: each cell behind its column's heading.
    private static final Pattern ROW = Pattern.compile("[^;:]{1,80}: [^;]*; [^;:]{1,80}: .*");

    private Sentences() {}

    /** The pieces, in order, without surrounding space; none of a paragraph with planted instructions. */
    public static List<String> of(String text) {
        var pieces = new ArrayList<String>();
        quotableLines(text).forEach(line -> cut(line, pieces));
        return pieces;
    }

    /** Whether words stand in the text, and not in a paragraph with planted instructions. */
    public static boolean quotable(String words, String text) {
        return text.contains(words) && quotableLines(text).collect(Collectors.joining("\n")).contains(words);
    }

    /** How many paragraphs hold planted instructions. */
    static long planted(String text) {
        return text.lines().filter(PlantedInstructions::in).count();
    }

    private static Stream<String> quotableLines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty() && !PlantedInstructions.in(line));
    }

    /** Whether a piece is a row of a table. */
    static boolean isRow(String piece) {
        return ROW.matcher(piece).matches();
    }

    private static void cut(String line, List<String> pieces) {
        if (isRow(line)) {
            pieces.add(line);
            return;
        }
        var breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
        breaks.setText(line);
        var start = breaks.first();
        for (var end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            var piece = line.substring(start, end);
            if (end < line.length() && NO_END.matcher(piece).find()) {
                continue;
            }
            if (!piece.isBlank()) {
                pieces.add(piece.strip());
            }
            start = end;
        }
    }
}
