package dev.surety.ingestion.chunk;

import dev.surety.ingestion.parse.Block;
import java.util.ArrayList;
import java.util.List;

/** Cuts a block that does not fit, at the best border there is: sentence or line, then word, then anywhere. */
final class Parts {

    /** A run without a space that is longer than this is no word; it also bounds what the token counter must chew at once. */
    private static final int LONGEST_WORD = 300;

    private final Tokens tokens;
    private final int most;

    Parts(Tokens tokens, int most) {
        this.tokens = tokens;
        this.most = most;
    }

    /**
     * A piece of text that is not cut any further.
     *
     * @param joiner what stands between it and the part before it
     * @param tokens its size
     */
    record Part(String text, String joiner, int tokens) {}

    /** The whole block if it fits, its parts otherwise. */
    List<Part> of(Block block) {
        var whole = size(block.text());
        if (whole <= most) {
            return List.of(new Part(block.text(), "\n", whole));
        }
        var parts = new ArrayList<Part>();
        var units = block.kind() == Block.Kind.PROSE ? Sentences.of(block.text()) : block.text().lines().filter(line -> !line.isBlank()).toList();
        for (var unit : units) {
            var joiner = parts.isEmpty() || block.kind() == Block.Kind.LINES ? "\n" : " ";
            parts.addAll(fitting(unit, joiner));
        }
        return parts;
    }

    /** Tokens of a text, and one for what joins it to the next. */
    int size(String text) {
        if (hasEndlessWord(text)) {
            return words(text).stream().mapToInt(word -> tokens.in(word) + 1).sum();
        }
        return tokens.in(text) + 1;
    }

    private List<Part> fitting(String unit, String joiner) {
        var size = size(unit);
        if (size <= most) {
            return List.of(new Part(unit, joiner, size));
        }
        var parts = new ArrayList<Part>();
        var next = joiner;
        for (var word : words(unit)) {
            parts.add(new Part(word, next, size(word)));
            next = " ";
        }
        return parts;
    }

    private List<String> words(String text) {
        var words = new ArrayList<String>();
        for (var word : text.strip().split("\\s+")) {
            for (var at = 0; at < word.length(); ) {
                var end = Math.min(word.length(), at + longestRun());
                if (end < word.length() && Character.isHighSurrogate(word.charAt(end - 1))) {
                    end--;
                }
                words.add(word.substring(at, end));
                at = end;
            }
        }
        return words;
    }

    /** A character is at most three or four tokens, so a run of this length always fits. */
    private int longestRun() {
        return Math.max(2, Math.min(LONGEST_WORD, (most - 1) / 4));
    }

    private static boolean hasEndlessWord(String text) {
        var run = 0;
        for (var at = 0; at < text.length(); at++) {
            run = Character.isWhitespace(text.charAt(at)) ? 0 : run + 1;
            if (run > LONGEST_WORD) {
                return true;
            }
        }
        return false;
    }
}
