package dev.surety.inference.generate;

import dev.surety.inference.route.Evidence.Candidate;
import dev.surety.inference.route.Numbers;
import dev.surety.inference.route.Words;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * A sentence beside others that might go into the same answer.
 *
 * @param candidate where it stands
 * @param words     that carry its meaning, numbers included
 * @param numbers   in it
 */
record Sentence(Candidate candidate, Set<String> words, Set<String> numbers) {

    private static final double THE_SAME = 0.9;
    private static final double ON_THE_SAME_SUBJECT = 0.55;
    // Pages are reviewed about once a year; half of that apart, the later one knew of the change.
    private static final Duration CLEARLY_NEWER = Duration.ofDays(180);

    static Sentence of(Candidate candidate) {
        return new Sentence(candidate, Words.of(candidate.text()), Numbers.of(candidate.text()));
    }

    /** Whether it says what the other one says. */
    boolean says(Sentence other) {
        return common(other) >= THE_SAME * Math.max(words.size(), other.words.size());
    }

    /** Whether it gives other numbers on the same subject, from a page that is clearly newer. Of two pages of one age, both are shown. */
    boolean supersedes(Sentence other) {
        return isNewerThan(other)
                && !numbers.isEmpty()
                && !other.numbers.isEmpty()
                && !numbers.containsAll(other.numbers)
                && common(other) >= ON_THE_SAME_SUBJECT * Math.min(words.size(), other.words.size());
    }

    private boolean isNewerThan(Sentence other) {
        var here = candidate.passage().updatedAt();
        var there = other.candidate.passage().updatedAt();
        return here != null && there != null && Duration.between(there, here).compareTo(CLEARLY_NEWER) > 0;
    }

    private long common(Sentence other) {
        var common = new HashSet<>(words);
        common.retainAll(other.words);
        return common.size();
    }
}
