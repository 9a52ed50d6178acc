package dev.surety.inference.route;

import dev.surety.api.Passage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How well the passages bear on a question: their sentences in the order in which they answer it, and how sure one can be that they do.
 *
 * @param sentences  best first
 * @param coverage   share of the question's meaning-carrying words, weighted by rarity, that the best sentence's passage holds; 0 to 1
 * @param similarity cosine of question and best passage, -1 to 1; 0 when the vector half did not run
 */
public record Evidence(List<Candidate> sentences, double coverage, double similarity) {

    private static final Pattern ASKS_FOR_A_NUMBER = Pattern.compile(
            "(?i)\\b(how (many|much|long|often|far|soon|late|early|old|big|large|high)|when|what (time|day|date|amount|percentage|percent|share|number|rate|price|size|age|budget|limit|cap|allowance)|which (day|date|number))\\b");
    private static final Pattern HOLDS_A_NUMBER = Pattern.compile(
            "\\d|(?i)\\b(one|two|three|four|five|six|seven|eight|nine|ten|twelve|once|twice|daily|weekly|monthly|yearly|annually|quarterly|half|monday|tuesday|wednesday|thursday|friday)\\b");

    // A word in the sentence itself counts in full; one in its headings nearly so: headings say what the sentence is about.
    private static final double IN_HEADINGS = 0.8;
    private static final double IN_THE_REST = 0.45;
    private static final double WEIGHT_OF_WORDS = 0.62;
    private static final double WEIGHT_OF_RANK = 0.38;
    private static final double NUMBER_MISSING = 0.86;
    private static final double QUESTION_MARK = 0.6;
    private static final int FEWEST_WORDS = 3;
    private static final double TOO_SHORT = 0.75;

    public Evidence {
        sentences = List.copyOf(sentences);
    }

    /**
     * A sentence and how well it answers.
     *
     * @param passage it stands in
     * @param text    word for word
     * @param score   0 to 1
     */
    public record Candidate(Passage passage, String text, double score) {

        @Override
        public String toString() {
            return "Candidate[" + passage.id() + ", " + score + "]";
        }
    }

    /** Weighs passages against a question. */
    public static Evidence of(String question, List<Passage> passages) {
        var asked = Words.of(question);
        var texts = passages.stream().map(PassageWords::of).toList();
        var weights = weights(asked, texts);
        var wantsNumber = ASKS_FOR_A_NUMBER.matcher(question).find();
        var sentences = new ArrayList<Candidate>();
        for (var words : texts) {
            for (var text : Sentences.of(words.passage().text())) {
                sentences.add(new Candidate(words.passage(), text, score(text, words, weights, wantsNumber)));
            }
        }
        sentences.sort(Comparator.comparingDouble(Candidate::score).reversed());
        var similarity = passages.stream().mapToDouble(Evidence::similarity).max().orElse(0);
        return new Evidence(sentences, sentences.isEmpty() ? 0 : coverage(sentences.getFirst().passage(), texts, weights), similarity);
    }

    /** Nothing at all to go by. */
    public boolean isEmpty() {
        return sentences.isEmpty();
    }

    private static double score(String sentence, PassageWords words, Map<String, Double> weights, boolean wantsNumber) {
        var own = Words.of(sentence);
        var sum = 0.0;
        var all = 0.0;
        for (var entry : weights.entrySet()) {
            all += entry.getValue();
            sum += entry.getValue() * words.place(entry.getKey(), own);
        }
        var byWords = all == 0 ? 0 : sum / all;
        var score = WEIGHT_OF_WORDS * byWords + WEIGHT_OF_RANK * fused(words.passage());
        if (wantsNumber && !HOLDS_A_NUMBER.matcher(sentence).find()) {
            score *= NUMBER_MISSING;
        }
        if (sentence.endsWith("?")) {
            score *= QUESTION_MARK;
        }
        return own.size() < FEWEST_WORDS ? score * TOO_SHORT : score;
    }

    private static double coverage(Passage passage, List<PassageWords> texts, Map<String, Double> weights) {
        var words = texts.stream().filter(text -> text.passage() == passage).findFirst().orElseThrow();
        var all = weights.values().stream().mapToDouble(Double::doubleValue).sum();
        var held = weights.entrySet().stream()
                .filter(entry -> words.holds(entry.getKey()))
                .mapToDouble(Map.Entry::getValue)
                .sum();
        return all == 0 ? 0 : held / all;
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

    private static double fused(Passage passage) {
        var fused = passage.scores().fused();
        return fused == null ? 0 : Math.clamp(fused, 0, 1);
    }

    private static double similarity(Passage passage) {
        // The engine maps cosine -1…1 to 0…1.
        var vector = passage.scores().vector();
        return vector == null ? 0 : 2 * vector - 1;
    }

    private record PassageWords(Passage passage, Set<String> headings, Set<String> text) {

        static PassageWords of(Passage passage) {
            return new PassageWords(passage, Words.of(passage.title() + " " + passage.section()), Words.of(passage.text()));
        }

        boolean holds(String word) {
            return headings.contains(word) || text.contains(word);
        }

        double place(String word, Set<String> sentence) {
            if (sentence.contains(word)) {
                return 1;
            }
            if (headings.contains(word)) {
                return IN_HEADINGS;
            }
            return text.contains(word) ? IN_THE_REST : 0;
        }
    }
}
