package dev.surety.ingestion.parse;

import java.util.Map;

/**
 * Marks of site generators that were never filled in: {@code {% include x %}}, <code>{{ site.title }}</code>, {@code {# note #}}. They are
 * dropped, and so is what stands between {@code {% comment %}} and {@code {% endcomment %}}. Code keeps its own: there they are what the text is about.
 */
final class TemplateTags {

    private static final Map<String, String> CLOSING = Map.of("{%", "%}", "{{", "}}", "{#", "#}");
    private static final String END_OF_COMMENT = "endcomment";
    /** A mark is short; what opens and does not close soon is text. Also bounds the work on hostile input. */
    private static final int LONGEST_MARK = 1_000;

    private final String text;
    private final StringBuilder kept;
    private int at;

    private TemplateTags(String text) {
        this.text = text;
        this.kept = new StringBuilder(text.length());
    }

    /** Markdown without the marks. */
    static String dropFrom(String markdown) {
        return markdown.contains("{") ? new TemplateTags(markdown).drop() : markdown;
    }

    private String drop() {
        while (at < text.length()) {
            if (isFence()) {
                keepFencedCode();
            } else if (text.charAt(at) == '`') {
                keepCodeSpan();
            } else if (text.charAt(at) == '{' && endOfMark() > 0) {
                skipMark(endOfMark());
            } else {
                kept.append(text.charAt(at++));
            }
        }
        return kept.toString();
    }

    private boolean isFence() {
        if (at > 0 && text.charAt(at - 1) != '\n') {
            return false;
        }
        var start = firstInLine();
        return text.startsWith("```", start) || text.startsWith("~~~", start);
    }

    private int firstInLine() {
        var start = at;
        while (start < text.length() && start - at < 12 && text.charAt(start) == ' ') {
            start++;
        }
        return start;
    }

    private void keepFencedCode() {
        var fence = text.substring(firstInLine(), firstInLine() + 3);
        keepTo(endOfLine(at));
        while (at < text.length()) {
            var closes = text.startsWith(fence, firstInLine());
            keepTo(endOfLine(at));
            if (closes) {
                return;
            }
        }
    }

    private void keepCodeSpan() {
        var run = at;
        while (run < text.length() && text.charAt(run) == '`') {
            run++;
        }
        var ticks = text.substring(at, run);
        var end = text.indexOf(ticks, run);
        var blankLine = text.indexOf("\n\n", run);
        var closes = end >= 0 && end - run <= LONGEST_MARK && (blankLine < 0 || end < blankLine);
        keepTo(closes ? end + ticks.length() : run);
    }

    private int endOfMark() {
        var closing = at + 1 < text.length() ? CLOSING.get(text.substring(at, at + 2)) : null;
        if (closing == null) {
            return -1;
        }
        var window = text.substring(at, Math.min(text.length(), at + LONGEST_MARK));
        var end = window.indexOf(closing, 2);
        return end < 0 ? -1 : at + end + closing.length();
    }

    private void skipMark(int end) {
        var mark = text.substring(at + 2, end - 2).replace('-', ' ').strip();
        at = end;
        if (text.charAt(end - 2) == '%' && mark.equals("comment")) {
            skipComment();
        }
    }

    /** To the end of the document when it never closes: what was meant to be hidden stays hidden. */
    private void skipComment() {
        var word = text.indexOf(END_OF_COMMENT, at);
        var close = word < 0 ? -1 : text.indexOf("%}", word);
        at = close < 0 ? text.length() : close + 2;
    }

    private int endOfLine(int from) {
        var end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end + 1;
    }

    private void keepTo(int end) {
        kept.append(text, at, end);
        at = end;
    }
}
