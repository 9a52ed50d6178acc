package dev.surety.redaction;

import dev.surety.contract.Contract;
import dev.surety.contract.RedactionKind;
import dev.surety.contract.RedactionPurpose;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How well findings agree with the labels of texts. */
public final class Scores {

    private final Map<RedactionKind, Score> byKind = new EnumMap<>(RedactionKind.class);
    private final Map<String, Integer> decoysHit = new TreeMap<>();
    private final List<String> missed = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private int decoys;

    private Scores() {
        for (var kind : RedactionKind.values()) {
            byKind.put(kind, Score.NONE);
        }
    }

    /**
     * Of one kind.
     *
     * @param labels   in the texts
     * @param found    labels whose every character is in findings of their kind
     * @param takenOut labels whose every character is in findings of whatever kind
     * @param findings of this kind
     * @param right    findings of this kind that lie over a label of it
     */
    public record Score(int labels, int found, int takenOut, int findings, int right) {

        static final Score NONE = new Score(0, 0, 0, 0, 0);

        /** Labels that were found, from 0 to 1. */
        public double recall() {
            return labels == 0 ? 1 : (double) found / labels;
        }

        /** Findings that were right, from 0 to 1. */
        public double precision() {
            return findings == 0 ? 1 : (double) right / findings;
        }

        Score with(boolean isFound, boolean isTakenOut) {
            return new Score(labels + 1, found + (isFound ? 1 : 0), takenOut + (isTakenOut ? 1 : 0), findings, right);
        }

        Score with(boolean isRight) {
            return new Score(labels, found, takenOut, findings + 1, right + (isRight ? 1 : 0));
        }

        Score and(Score other) {
            return new Score(labels + other.labels, found + other.found, takenOut + other.takenOut, findings + other.findings, right + other.right);
        }
    }

    /** What somebody finds in a text. */
    @FunctionalInterface
    public interface Finder {

        List<Finding> find(LabelledText text);
    }

    /** The redactor, looking for every kind. */
    public static Finder redactor(KnownPeople people) {
        var everything = new Contract.RedactionRule(RedactionPurpose.EVENT, List.of(RedactionKind.values()), false, null);
        var rule = Redactor.Rule.of(everything, people);
        return text -> rule.redact(text.text(), Placeholders.PLAIN).findings();
    }

    /** Of all these texts. */
    public static Scores of(Collection<LabelledText> texts, Finder finder) {
        var scores = new Scores();
        texts.forEach(text -> scores.add(text, finder.find(text)));
        return scores;
    }

    public Map<RedactionKind, Score> byKind() {
        return byKind;
    }

    /** Of all kinds together. */
    public Score all() {
        return byKind.values().stream().reduce(Score.NONE, Score::and);
    }

    /** How many decoys there are. */
    public int decoys() {
        return decoys;
    }

    /** How many decoys had something taken out of them, by what they are. */
    public Map<String, Integer> decoysHit() {
        return decoysHit;
    }

    /** Labels that were not found, each with its text's id. */
    public List<String> missed() {
        return missed;
    }

    /** Findings that were not right, each with its text's id. */
    public List<String> wrong() {
        return wrong;
    }

    private void add(LabelledText text, List<Finding> findings) {
        for (var label : text.labels()) {
            var ofItsKind = findings.stream().filter(finding -> finding.kind() == label.kind()).toList();
            var isFound = covered(label, ofItsKind, text.text());
            byKind.computeIfPresent(label.kind(), (kind, score) -> score.with(isFound, covered(label, findings, text.text())));
            if (!isFound) {
                missed.add(told(text, label));
            }
        }
        for (var finding : findings) {
            var isRight = text.labels().stream().anyMatch(label -> label.kind() == finding.kind() && over(finding, label.start(), label.end()));
            byKind.computeIfPresent(finding.kind(), (kind, score) -> score.with(isRight));
            if (!isRight) {
                wrong.add(told(text, finding));
            }
        }
        for (var decoy : text.decoys()) {
            decoys++;
            if (findings.stream().anyMatch(finding -> over(finding, decoy.start(), decoy.end()))) {
                decoysHit.merge(decoy.what(), 1, Integer::sum);
            }
        }
    }

    /** Spaces and signs may stay: who reads them knows nothing. */
    private static boolean covered(Finding label, List<Finding> findings, String text) {
        for (var place = label.start(); place < label.end(); place++) {
            var at = place;
            if (Character.isLetterOrDigit(text.charAt(at)) && findings.stream().noneMatch(finding -> finding.start() <= at && at < finding.end())) {
                return false;
            }
        }
        return true;
    }

    private static boolean over(Finding finding, int start, int end) {
        return finding.start() < end && start < finding.end();
    }

    private static String told(LabelledText text, Finding finding) {
        return "%s %s \"%s\"".formatted(text.id(), finding.kind().label(), text.text().substring(finding.start(), finding.end()));
    }
}
