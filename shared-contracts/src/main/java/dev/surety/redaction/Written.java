package dev.surety.redaction;

import dev.surety.contract.RedactionKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Placeholders with numbers, as they stand in a text. A model may change the size of their letters, their hyphen and the space around it. */
final class Written {

    /** Longest placeholder, as a model may write it. */
    static final int LONGEST = 32;

    private Written() {}

    /** All that look like one, as we write them. */
    static List<String> in(String text) {
        var all = new ArrayList<String>();
        for (var open = text.indexOf('['); open >= 0; open = text.indexOf('[', open + 1)) {
            var close = close(text, open);
            if (close > 0) {
                var name = name(text, open, close);
                if (Arrays.stream(RedactionKind.values()).anyMatch(kind -> name.startsWith("[" + kind.label() + "-"))) {
                    all.add(name);
                }
            }
        }
        return all;
    }

    static String replaced(String text, Map<String, String> originals) {
        var replaced = new StringBuilder(text.length());
        var copied = 0;
        for (var open = text.indexOf('['); open >= 0; open = text.indexOf('[', open + 1)) {
            var close = close(text, open);
            var original = close > 0 ? originals.get(name(text, open, close)) : null;
            if (original != null) {
                replaced.append(text, copied, open).append(original);
                copied = close + 1;
            }
        }
        return replaced.append(text, copied, text.length()).toString();
    }

    /** Where a placeholder that may begin here ends; -1 when it is none. */
    static int close(CharSequence text, int open) {
        for (var at = open + 1; at < text.length() && at - open < LONGEST; at++) {
            if (text.charAt(at) == ']') {
                return at;
            }
            if (text.charAt(at) == '[') {
                return -1;
            }
        }
        return -1;
    }

    private static String name(String text, int open, int close) {
        var name = new StringBuilder();
        for (var at = open; at <= close; at++) {
            var unit = Glyph.as(text.charAt(at));
            if (unit != 0 && unit != ' ') {
                name.append(Character.toLowerCase(unit));
            }
        }
        return name.toString();
    }
}
