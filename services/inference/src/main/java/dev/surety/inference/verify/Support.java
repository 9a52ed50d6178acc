package dev.surety.inference.verify;

import dev.surety.api.Passage;
import dev.surety.inference.route.Numbers;
import dev.surety.inference.route.Sentences;
import dev.surety.inference.route.Words;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds the words of a passage that a statement rests on. */
final class Support {

    private static final Set<String> NEGATIONS = Set.of("not", "no", "never", "without", "none", "cannot", "neither", "nor");
    private static final Pattern WORD = Pattern.compile("[\\p{L}']+");
    // Share of the statement's meaning-carrying words that have to stand in the quote; what is added may only be small words of connection.
    private static final double SHARED_WORDS = 0.7;

    private Support() {}

    /** The sentence of the passage that says what the statement says, word for word as it stands there. */
    static Optional<String> quote(String statement, Passage passage) {
        if (Sentences.quotable(statement, passage.text())) {
            return Optional.of(statement);
        }
        return Sentences.of(passage.text()).stream()
                .filter(sentence -> holds(statement, sentence))
                .max(Comparator.comparingDouble(sentence -> shared(statement, sentence)));
    }

    private static boolean holds(String statement, String sentence) {
        return shared(statement, sentence) >= SHARED_WORDS
                && Numbers.of(sentence).containsAll(Numbers.of(statement))
                && negated(statement) == negated(sentence);
    }

    private static double shared(String statement, String sentence) {
        var said = Words.of(statement);
        if (said.isEmpty()) {
            return 0;
        }
        var common = new HashSet<>(said);
        common.retainAll(Words.of(sentence));
        return (double) common.size() / said.size();
    }

    private static boolean negated(String text) {
        return WORD.matcher(text.toLowerCase(java.util.Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .anyMatch(word -> NEGATIONS.contains(word) || word.endsWith("n't"));
    }

    /** All that is needed to cite. */
    record Quote(Passage passage, String text) {

        static List<Quote> of(String statement, List<Passage> cited) {
            return cited.stream()
                    .flatMap(passage -> quote(statement, passage).map(text -> new Quote(passage, text)).stream())
                    .toList();
        }
    }
}
