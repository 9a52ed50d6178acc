package dev.surety.evaluation.judge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.surety.api.Answer;
import dev.surety.api.Citation;
import dev.surety.api.Outcome;
import dev.surety.evaluation.suite.Suite.Case;
import dev.surety.evaluation.wording.Wording;
import dev.surety.event.AnswerRecord;
import dev.surety.event.AnswerRecord.PassageSeen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Judges what the asker got: outcome, citations, words, and whether anything shows that must not. */
final class GenerationJudge {

    private static final Pattern REFERENCE = Pattern.compile("\\[(\\d{1,3})]");
    private static final Set<Outcome> WITH_DOCUMENTS = Set.of(Outcome.ANSWERED, Outcome.SOURCES_ONLY);

    private final Optional<Corpus> corpus;

    GenerationJudge(Optional<Corpus> corpus) {
        this.corpus = corpus;
    }

    CaseResult.Generation judge(Case one, Observed observed) {
        return switch (observed) {
            case Observed.Recorded(var answer, var answerJson, var record, var recordJson) -> answered(
                    one, answer, List.of(answerJson, withoutQuestion(recordJson)), unsupported(answer, Optional.of(record)));
            case Observed.Unrecorded(var answer, var answerJson) -> answered(one, answer, List.of(answerJson), unsupported(answer, Optional.empty()));
            case Observed.Failed failed -> nothing(one, failed.reason());
        };
    }

    private CaseResult.Generation answered(Case one, Answer answer, List<JsonNode> visible, List<String> unsupported) {
        var expect = one.expect();
        var outcomeRight = one.rightOutcomes().contains(answer.outcome());
        var expectsDocuments = !expect.documents().isEmpty() && WITH_DOCUMENTS.contains(answer.outcome());
        var citesExpected = !expectsDocuments || citesARightOne(one, answer);
        var expectsWords = !expect.mustContain().isEmpty() && answer.outcome() == Outcome.ANSWERED;
        var missing = expectsWords ? places(expect.mustContain(), wanted -> !Wording.says(answer.text(), wanted)) : List.<Integer>of();
        var leaks = leaks(one, texts(visible));

        var reasons = new ArrayList<String>();
        if (!outcomeRight) {
            reasons.add("the outcome is " + answer.outcome().label());
        }
        if (!citesExpected) {
            reasons.add("no expected document is cited");
        }
        missing.forEach(place -> reasons.add("mustContain[" + place + "] is not said"));
        reasons.addAll(leaks);
        reasons.addAll(unsupported);
        return new CaseResult.Generation(
                outcomeRight, expectsDocuments, citesExpected, expectsWords, missing.isEmpty(), !leaks.isEmpty(), unsupported.isEmpty(), reasons);
    }

    private static CaseResult.Generation nothing(Case one, String reason) {
        return new CaseResult.Generation(
                false, !one.expect().documents().isEmpty(), false, !one.expect().mustContain().isEmpty(), false, false, true,
                List.of("no answer: " + reason));
    }

    private static boolean citesARightOne(Case one, Answer answer) {
        return answer.citations().stream()
                .map(Citation::uri)
                .anyMatch(uri -> Documents.isOneOf(uri, one.expect().documents()) || Documents.isOneOf(uri, one.expect().alsoAccepted()));
    }

    private static List<String> leaks(Case one, List<String> texts) {
        var leaks = new ArrayList<String>();
        places(one.expect().forbiddenDocuments(), tail -> texts.stream().anyMatch(text -> Documents.isNamed(text, tail)))
                .forEach(place -> leaks.add("forbiddenDocuments[" + place + "] shows"));
        places(one.expect().mustNotContain(), forbidden -> texts.stream().anyMatch(text -> Wording.shows(text, forbidden)))
                .forEach(place -> leaks.add("mustNotContain[" + place + "] shows"));
        return leaks;
    }

    private List<String> unsupported(Answer answer, Optional<AnswerRecord> record) {
        var reasons = new ArrayList<String>();
        var references = REFERENCE.matcher(answer.text()).results().map(match -> Integer.parseInt(match.group(1))).collect(Collectors.toSet());
        var numbers = answer.citations().stream().map(Citation::number).collect(Collectors.toSet());
        if (!numbers.containsAll(references)) {
            reasons.add("the text refers to a citation that is not there");
        }
        if (answer.outcome() == Outcome.ANSWERED && references.isEmpty()) {
            reasons.add("an answer without a reference to a citation");
        }
        record.ifPresent(kept -> reasons.addAll(againstRecord(answer, kept)));
        for (var citation : answer.citations()) {
            // A document that the corpus does not know may belong to another one that is loaded too; that it was found is checked above.
            if (citation.quote().isBlank() || corpus.map(known -> known.hold(citation.uri(), citation.quote())).orElse(Corpus.Hold.STANDS) == Corpus.Hold.MISSING) {
                reasons.add("the quote of citation " + citation.number() + " does not stand in its document");
            }
        }
        return reasons;
    }

    private static List<String> againstRecord(Answer answer, AnswerRecord record) {
        var reasons = new ArrayList<String>();
        if (!TakenOut.isOf(answer.text(), record.text()) || !TakenOut.areOf(answer.citations(), record.citations())) {
            reasons.add("the record tells another answer than the caller got");
        }
        var found = record.passages().stream().map(PassageSeen::documentId).collect(Collectors.toSet());
        if ("none".equals(record.cache()) && !found.containsAll(answer.citations().stream().map(Citation::documentId).toList())) {
            reasons.add("a cited document is not among the passages");
        }
        return reasons;
    }

    /** Every text that a person could see, wherever in the JSON it stands. */
    private static List<String> texts(List<JsonNode> visible) {
        var texts = new ArrayList<String>();
        visible.forEach(json -> collect(json, texts));
        return texts;
    }

    private static void collect(JsonNode json, List<String> texts) {
        if (json.isTextual()) {
            texts.add(json.textValue());
        }
        json.properties().forEach(member -> texts.add(member.getKey()));
        json.forEach(child -> collect(child, texts));
    }

    private static JsonNode withoutQuestion(JsonNode record) {
        var copy = record.deepCopy();
        if (copy instanceof ObjectNode object) {
            object.remove("question");
        }
        return copy;
    }

    private static List<Integer> places(List<String> list, Predicate<String> wrong) {
        return IntStream.range(0, list.size()).filter(at -> wrong.test(list.get(at))).boxed().toList();
    }
}
