package dev.surety.evaluation.judge;

import dev.surety.api.Citation;
import dev.surety.contract.RedactionKind;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Texts that redaction went over: a mark such as {@code [email]} stands where something stood that whoever reads them must not get. */
final class TakenOut {

    private static final Pattern MARK = Pattern.compile(
            Stream.of(RedactionKind.values()).map(kind -> Pattern.quote("[" + kind.label() + "]")).collect(Collectors.joining("|")));

    private TakenOut() {}

    /** What a text says between the marks. */
    static List<String> leaves(String text) {
        return List.of(MARK.split(text, -1));
    }

    /** Whether the second text is the first one, but for what was taken out of it: each mark stands for one character or more. */
    static boolean isOf(String whole, String redacted) {
        var pieces = leaves(redacted);
        if (pieces.size() == 1) {
            return whole.equals(redacted);
        }
        var first = pieces.getFirst();
        var last = pieces.getLast();
        if (!whole.startsWith(first) || !whole.endsWith(last)) {
            return false;
        }
        var at = first.length();
        for (var piece : pieces.subList(1, pieces.size() - 1)) {
            var found = whole.indexOf(piece, at + 1);
            if (found < 0) {
                return false;
            }
            at = found + piece.length();
        }
        return at < whole.length() - last.length();
    }

    /** The same of citations, in their order. */
    static boolean areOf(List<Citation> whole, List<Citation> redacted) {
        return whole.size() == redacted.size() && IntStream.range(0, whole.size()).allMatch(at -> isOf(whole.get(at), redacted.get(at)));
    }

    private static boolean isOf(Citation whole, Citation redacted) {
        return isOf(whole.title(), redacted.title())
                && isOf(whole.section(), redacted.section())
                && isOf(whole.quote(), redacted.quote())
                // What redaction never touches.
                && whole.equals(new Citation(
                        redacted.number(), redacted.documentId(), whole.title(), redacted.uri(), whole.section(), whole.quote(), redacted.updatedAt()));
    }
}
