package dev.surety.inference.route;

import dev.surety.api.Passage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How well the passages bear on a question: their sentences in the order in which they answer it, and how near they come to it. First by words; retrieval
 * then compares the best of them with the question by meaning.
 *
 * @param sentences  best first
 * @param similarity cosine of the question and what is nearest to it, -1 to 1; 0 when the vector half did not run
 */
public record Evidence(List<Candidate> sentences, double similarity) {

    private static final Pattern ASKS_FOR_A_NUMBER = Pattern.compile(
            "(?i)\\b(how (many|much|long|often|far|fast|quickly|soon|late|early|old|big|large|high)|when|what (time|day|date|amount|percentage|percent|share|number|rate|price|size|age|budget|limit|cap|allowance)|which (day|date|number))\\b");
    private static final Pattern HOLDS_A_NUMBER = Pattern.compile(
            "\\d|(?i)\\b(one|two|three|four|five|six|seven|eight|nine|ten|twelve|once|twice|daily|weekly|monthly|yearly|annually|quarterly|half|monday|tuesday|wednesday|thursday|friday)\\b");

    // A word in the sentence itself counts in full; one in its headings, or in the line that introduces its list, nearly so.
    private static final double IN_HEADINGS = 0.8;
    private static final double IN_THE_REST = 0.45;
    private static final double WEIGHT_OF_WORDS = 0.62;
    private static final double WEIGHT_OF_RANK = 0.38;
    private static final double NUMBER_MISSING = 0.86;
    private static final double ANOTHER_NUMBER = 0.85;
    // The 4 of "4. Send it to People" is nobody's level.
    private static final Pattern LIST_MARK = Pattern.compile("^\\d{1,2}[.)]\\s+");
    private static final double QUESTION_MARK = 0.6;
    private static final double ONLY_INTRODUCES = 0.7;
    private static final int FEWEST_WORDS = 3;
    private static final double TOO_SHORT = 0.75;
    // A sentence reads better than a row or a byline that holds the same words.
    private static final double ROW = 0.96;
    private static final double BYLINE = 0.6;
    private static final Pattern OPENS_A_BYLINE = Pattern.compile("(?i)(page )?(owner|author|last reviewed|reviewed|updated|audience)\\b.*");
    private static final Duration OUTDATED_AFTER = Duration.ofDays(730);
    private static final double OUTDATED = 0.88;
    // Measured on two handbooks: between 0.2 and 0.35 most answers hold the fact that was asked for.
    private static final double WEIGHT_OF_MEANING = 0.3;
    private static final double LEAST_SIMILAR = 0.4;
    private static final double MOST_SIMILAR = 0.9;
    private static final Comparator<Candidate> BEST_FIRST = Comparator.comparingDouble(Candidate::score).reversed();

    public Evidence {
        sentences = sentences.stream().sorted(BEST_FIRST).toList();
    }

    /**
     * A sentence and how well it answers.
     *
     * @param passage  it stands in
     * @param text     word for word
     * @param score    0 to 1
     * @param coverage share of the question's meaning-carrying words, weighted by rarity, that its passage holds; 0 to 1
     * @param outdated whether its page is much older than the newest one that was found
     */
    public record Candidate(Passage passage, String text, double score, double coverage, boolean outdated) {

        /** The sentence under the heading that says what it is about. */
        String inContext() {
            var section = passage.section().isEmpty() ? passage.title() : passage.section();
            return section.substring(section.lastIndexOf('›') + 1).strip() + ": " + text;
        }

        private Candidate with(double similarity) {
            var meaning = Math.clamp((similarity - LEAST_SIMILAR) / (MOST_SIMILAR - LEAST_SIMILAR), 0, 1);
            return new Candidate(passage, text, (1 - WEIGHT_OF_MEANING) * score + WEIGHT_OF_MEANING * meaning, coverage, outdated);
        }

        @Override
        public String toString() {
            return "Candidate[" + passage.id() + ", " + score + "]";
        }
    }

    /** Weighs passages against a question, by words. */
    public static Evidence of(String question, List<Passage> passages) {
        var texts = passages.stream().map(PassageWords::of).toList();
        var asked = Asked.of(question, texts);
        var newest = passages.stream().map(Passage::updatedAt).filter(Objects::nonNull).max(Comparator.naturalOrder()).orElse(null);
        var sentences = new ArrayList<Candidate>();
        for (var words : texts) {
            var coverage = words.coverage(asked.weights());
            var outdated = isOutdated(words.passage(), newest);
            Set<String> introduction = Set.of();
            for (var text : Sentences.of(words.passage().text())) {
                var own = Words.of(LIST_MARK.matcher(text).replaceFirst(""));
                var score = (outdated ? OUTDATED : 1) * score(text, own, introduction, words, asked);
                sentences.add(new Candidate(words.passage(), text, score, coverage, outdated));
                introduction = text.endsWith(":") ? own : introduction;
            }
        }
        return new Evidence(sentences, passages.stream().mapToDouble(Evidence::similarity).max().orElse(0));
    }

    /**
     * The same evidence once its first sentences were compared with the question by meaning.
     *
     * @param similarities cosine of the question and each of the first sentences, in their order; the sentences beyond count as unlike it
     */
    Evidence reranked(List<Double> similarities) {
        var compared = IntStream.range(0, sentences.size())
                .mapToObj(at -> sentences.get(at).with(at < similarities.size() ? similarities.get(at) : -1))
                .toList();
        var nearest = similarities.stream().mapToDouble(Double::doubleValue).max().orElse(similarity);
        return new Evidence(compared, (similarity + nearest) / 2);
    }

    /** Nothing at all to go by. */
    public boolean isEmpty() {
        return sentences.isEmpty();
    }

    /** Of the best sentence's passage; 0 when there is none. */
    public double coverage() {
        return sentences.isEmpty() ? 0 : sentences.getFirst().coverage();
    }

    private static double score(
            String sentence, Set<String> own, Set<String> introduction, PassageWords words, Asked asked) {
        var sum = 0.0;
        var all = 0.0;
        for (var entry : asked.weights().entrySet()) {
            all += entry.getValue();
            sum += entry.getValue() * words.place(entry.getKey(), own, introduction);
        }
        var byWords = all == 0 ? 0 : sum / all;
        var score = WEIGHT_OF_WORDS * byWords + WEIGHT_OF_RANK * fused(words.passage());
        if (asked.wantsNumber() && !HOLDS_A_NUMBER.matcher(sentence).find()) {
            score *= NUMBER_MISSING;
        }
        if (!asked.numbers().isEmpty() && asked.numbers().stream().noneMatch(number -> words.nearby(number, own, introduction))) {
            score *= ANOTHER_NUMBER;
        }
        return score * form(sentence, own);
    }

    /** How well something of this form can stand as an answer, whatever it says. */
    private static double form(String sentence, Set<String> own) {
        if (Sentences.isRow(sentence)) {
            return ROW;
        }
        if (sentence.endsWith("?")) {
            return QUESTION_MARK;
        }
        if (OPENS_A_BYLINE.matcher(sentence).matches()) {
            return BYLINE;
        }
        var complete = own.size() < FEWEST_WORDS ? TOO_SHORT : 1;
        return sentence.endsWith(":") ? complete * ONLY_INTRODUCES : complete;
    }

    /** Much older than the newest page that bears on the question. */
    private static boolean isOutdated(Passage passage, @Nullable Instant newest) {
        var updatedAt = passage.updatedAt();
        return updatedAt != null && newest != null && Duration.between(updatedAt, newest).compareTo(OUTDATED_AFTER) > 0;
    }

    private static double fused(Passage passage) {
        var fused = passage.scores().fused();
        return fused == null ? 0 : Math.clamp(fused, 0, 1);
    }

    private static double similarity(Passage passage) {
        // The engine maps cosine -1…1 to 0…1.
        var vector = passage.scores().vector();
        return vector == null ? 0 : 2 * vector - 1;
    }

    /**
     * What a question wants, the same for every sentence.
     *
     * @param weights     its meaning-carrying words by their rarity
     * @param wantsNumber whether a number would answer it
     * @param numbers     that it names itself
     */
    private record Asked(Map<String, Double> weights, boolean wantsNumber, Set<String> numbers) {

        static Asked of(String question, List<PassageWords> texts) {
            var words = Words.of(question);
            var numbers = words.stream().filter(word -> Character.isDigit(word.charAt(0))).collect(Collectors.toSet());
            return new Asked(weights(words, texts), ASKS_FOR_A_NUMBER.matcher(question).find(), numbers);
        }

        /** Rare among the passages is telling; in none of them is the most telling of all: something that was asked for is not there. */
        private static Map<String, Double> weights(Set<String> asked, List<PassageWords> texts) {
            var weights = new HashMap<String, Double>();
            for (var word : asked) {
                var holding = texts.stream().filter(text -> text.holds(word)).count();
                weights.put(word, Math.log(1 + (texts.size() + 1.0) / (holding + 0.5)));
            }
            return weights;
        }
    }

    private record PassageWords(Passage passage, Set<String> headings, Set<String> text) {

        static PassageWords of(Passage passage) {
            return new PassageWords(passage, Words.of(passage.title() + " " + passage.section()), Words.of(passage.text()));
        }

        boolean holds(String word) {
            return headings.contains(word) || text.contains(word);
        }

        double coverage(Map<String, Double> weights) {
            var all = weights.values().stream().mapToDouble(Double::doubleValue).sum();
            var held = weights.entrySet().stream().filter(entry -> holds(entry.getKey())).mapToDouble(Map.Entry::getValue).sum();
            return all == 0 ? 0 : held / all;
        }

        double place(String word, Set<String> sentence, Set<String> introduction) {
            if (sentence.contains(word)) {
                return 1;
            }
            if (nearby(word, sentence, introduction)) {
                return IN_HEADINGS;
            }
            return text.contains(word) ? IN_THE_REST : 0;
        }

        boolean nearby(String word, Set<String> sentence, Set<String> introduction) {
            return sentence.contains(word) || headings.contains(word) || introduction.contains(word);
        }
    }
}
