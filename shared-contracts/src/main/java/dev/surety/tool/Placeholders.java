package dev.surety.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A text with places for arguments, {@code {{name}}}.
 *
 * @param parts in order
 */
record Placeholders(List<Part> parts) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

    /** A piece of the text. */
    sealed interface Part {

        /** As it stands there. */
        record Text(String text) implements Part {}

        /** For an argument. */
        record Argument(String name) implements Part {}
    }

    Placeholders {
        parts = List.copyOf(parts);
    }

    /** @throws IllegalArgumentException when braces do not hold the name of an argument; the message says how one is written */
    static Placeholders of(String text) {
        var parts = new ArrayList<Part>();
        var from = 0;
        for (var open = text.indexOf("{{"); open >= 0; open = text.indexOf("{{", from)) {
            literal(text.substring(from, open), parts);
            var close = text.indexOf("}}", open);
            var name = close < 0 ? "" : text.substring(open + 2, close);
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("'{{' begins the place of an argument: write {{name}}, without blanks");
            }
            parts.add(new Part.Argument(name));
            from = close + 2;
        }
        literal(text.substring(from), parts);
        return new Placeholders(parts);
    }

    private static void literal(String text, List<Part> parts) {
        if (text.contains("}}")) {
            throw new IllegalArgumentException("'}}' ends no place of an argument: write {{name}}");
        }
        if (!text.isEmpty()) {
            parts.add(new Part.Text(text));
        }
    }

    Stream<String> names() {
        return parts.stream().flatMap(part -> part instanceof Part.Argument(var name) ? Stream.of(name) : Stream.of());
    }

    /** Whether it is the place of one argument and nothing else. */
    boolean isOne() {
        return parts.size() == 1 && parts.getFirst() instanceof Part.Argument;
    }

    boolean isLiteral() {
        return names().findAny().isEmpty();
    }
}
