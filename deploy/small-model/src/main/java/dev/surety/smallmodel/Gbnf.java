package dev.surety.smallmodel;

import java.util.HashSet;
import java.util.Set;

/**
 * Reads a grammar in GBNF as llama.cpp does, only to say whether it can be read: llama.cpp itself drops a grammar that it can't read, and the reply
 * that was to be bound is free. Left recursion is not looked for.
 *
 * @see <a href="https://github.com/ggml-org/llama.cpp/blob/master/grammars/README.md">GBNF guide</a>
 */
final class Gbnf {

    /** More repetitions than this are written out by llama.cpp one by one, and fill the memory. */
    private static final int MOST_REPETITIONS = 2_000;

    private static final int DEEPEST = 100;
    private static final char END = 0;

    private final String text;
    private final Set<String> defined = new HashSet<>();
    private final Set<String> used = new HashSet<>(Set.of("root"));
    private int at;

    private Gbnf(String text) {
        this.text = text;
    }

    /** @throws BadRequest with the place where it can't be read on */
    static void check(String grammar) {
        var reader = new Gbnf(grammar);
        reader.space(true);
        while (reader.at < grammar.length()) {
            reader.rule();
        }
        reader.used.removeAll(reader.defined);
        if (!reader.used.isEmpty()) {
            throw new BadRequest("grammar", "the grammar has no rule " + reader.used.stream().sorted().findFirst().orElseThrow());
        }
    }

    private void rule() {
        var name = name();
        space(false);
        if (!text.startsWith("::=", at)) {
            throw expected("::=");
        }
        at += 3;
        space(true);
        defined.add(name);
        alternatives(0);
        if (at < text.length() && peek() != '\n' && peek() != '\r') {
            throw expected("the end of the rule");
        }
        space(true);
    }

    private void alternatives(int depth) {
        if (depth > DEEPEST) {
            throw expected("fewer parentheses within each other");
        }
        sequence(depth);
        while (peek() == '|') {
            at++;
            space(true);
            sequence(depth);
        }
    }

    private void sequence(int depth) {
        var repeatable = false;
        while (at < text.length()) {
            switch (peek()) {
                case '"' -> literal();
                case '[' -> characters();
                case '.' -> at++;
                case '(' -> {
                    at++;
                    space(true);
                    alternatives(depth + 1);
                    expect(')');
                }
                case '*', '+', '?' -> repetition(repeatable, 1);
                case '{' -> repetition(repeatable, bounds());
                default -> {
                    if (!isWord(peek())) {
                        return;
                    }
                    used.add(name());
                }
            }
            repeatable = true;
            space(depth > 0);
        }
    }

    private void repetition(boolean repeatable, int length) {
        if (!repeatable) {
            throw expected("something to repeat");
        }
        at += length;
    }

    /** Length of {@code {m}}, {@code {m,}} or {@code {m,n}}. */
    private int bounds() {
        var end = text.indexOf('}', at);
        var inside = end < 0 ? "" : text.substring(at + 1, end).replaceAll("\\s", "");
        if (!inside.matches("\\d{1,4}(,\\d{0,4})?")) {
            throw expected("{m}, {m,} or {m,n}");
        }
        var numbers = inside.split(",");
        var least = Integer.parseInt(numbers[0]);
        var most = Integer.parseInt(numbers[numbers.length - 1]);
        if (least > most || most > MOST_REPETITIONS) {
            throw expected("repetitions in order, at most " + MOST_REPETITIONS);
        }
        return end + 1 - at;
    }

    private void literal() {
        at++;
        while (peek() != '"') {
            character();
        }
        at++;
    }

    private void characters() {
        at++;
        if (peek() == '^') {
            at++;
        }
        while (peek() != ']') {
            character();
        }
        at++;
    }

    private void character() {
        if (at >= text.length()) {
            throw expected("more");
        }
        var length = peek() != '\\' ? 1 : switch (at + 1 < text.length() ? text.charAt(at + 1) : END) {
            case 't', 'r', 'n', '\\', '"', '[', ']' -> 2;
            case 'x' -> escaped(2);
            case 'u' -> escaped(4);
            case 'U' -> escaped(8);
            default -> throw expected("an escape such as \\n or \\x41");
        };
        at += length;
    }

    private int escaped(int digits) {
        var from = at + 2;
        if (from + digits > text.length() || !text.substring(from, from + digits).matches("[0-9a-fA-F]+")) {
            throw expected(digits + " hexadecimal digits");
        }
        return 2 + digits;
    }

    private String name() {
        var from = at;
        while (isWord(peek())) {
            at++;
        }
        if (at == from) {
            throw expected("a name");
        }
        return text.substring(from, at);
    }

    private void space(boolean lines) {
        while (at < text.length()) {
            var next = peek();
            if (next == '#') {
                while (at < text.length() && peek() != '\n' && peek() != '\r') {
                    at++;
                }
            } else if (next == ' ' || next == '\t' || (lines && (next == '\n' || next == '\r'))) {
                at++;
            } else {
                return;
            }
        }
    }

    private void expect(char wanted) {
        if (peek() != wanted) {
            throw expected(Character.toString(wanted));
        }
        at++;
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : END;
    }

    private static boolean isWord(char next) {
        return (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || (next >= '0' && next <= '9') || next == '-';
    }

    private BadRequest expected(String what) {
        return new BadRequest("grammar", "the grammar can't be read at character " + at + ": expected " + what);
    }
}
