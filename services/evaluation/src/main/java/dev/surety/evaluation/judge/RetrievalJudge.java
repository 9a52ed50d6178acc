package dev.surety.evaluation.judge;

import dev.surety.evaluation.suite.Suite.Expectation;
import dev.surety.event.AnswerRecord;
import dev.surety.event.AnswerRecord.PassageSeen;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Judges what was found, by the passages in the answer record; what was made of them does not matter here. */
final class RetrievalJudge {

    private static final int FIRST = 1;
    private static final int FIRST_FEW = 5;
    private static final String NO_CACHE = "none";
    private static final String LEAK = "a passage is of a forbidden document";

    private RetrievalJudge() {}

    static CaseResult.Retrieval judge(Expectation expect, Observed observed) {
        return switch (observed) {
            case Observed.Recorded(var answer, var answerJson, var record, var recordJson) -> NO_CACHE.equals(record.cache())
                    ? searched(expect, record)
                    : unseen(expect, record);
            case Observed.Unrecorded unrecorded -> nothing(expect, "the answer record did not arrive in time");
            case Observed.Failed failed -> nothing(expect, "no answer: " + failed.reason());
        };
    }

    private static CaseResult.Retrieval searched(Expectation expect, AnswerRecord record) {
        var passages = record.passages();
        var expects = !expect.documents().isEmpty();
        var leaked = leaked(expect, passages);
        var recallAt5 = recall(expect, passages, FIRST_FEW);
        var reasons = new ArrayList<String>();
        if (expects && recallAt5 < 1) {
            reasons.add("expected documents are missing among the first " + FIRST_FEW + " passages");
        }
        if (leaked) {
            reasons.add(LEAK);
        }
        return new CaseResult.Retrieval(
                true, expects, recall(expect, passages, FIRST), recallAt5, reciprocalRank(expect, passages), leaked, reasons);
    }

    private static CaseResult.Retrieval unseen(Expectation expect, AnswerRecord record) {
        var leaked = leaked(expect, record.passages());
        return new CaseResult.Retrieval(
                false, !expect.documents().isEmpty(), 0, 0, 0, leaked, leaked ? List.of(LEAK) : List.of());
    }

    private static boolean leaked(Expectation expect, List<PassageSeen> passages) {
        return passages.stream().anyMatch(passage -> Documents.isOneOf(passage.uri(), expect.forbiddenDocuments()));
    }

    private static CaseResult.Retrieval nothing(Expectation expect, String reason) {
        return new CaseResult.Retrieval(true, !expect.documents().isEmpty(), 0, 0, 0, false, List.of(reason));
    }

    /** Share of the expected documents among the first passages; a document that is also accepted makes up for all of them. */
    private static double recall(Expectation expect, List<PassageSeen> passages, int first) {
        var uris = passages.stream().filter(passage -> passage.rank() <= first).map(PassageSeen::uri).toList();
        if (anyOf(expect.alsoAccepted(), uris)) {
            return 1;
        }
        var found = expect.documents().stream().filter(tail -> anyOf(List.of(tail), uris)).count();
        return expect.documents().isEmpty() ? 0 : (double) found / expect.documents().size();
    }

    private static double reciprocalRank(Expectation expect, List<PassageSeen> passages) {
        var right = new ArrayList<>(expect.documents());
        right.addAll(expect.alsoAccepted());
        return passages.stream()
                .filter(passage -> Documents.isOneOf(passage.uri(), right))
                .mapToInt(PassageSeen::rank)
                .min()
                .stream()
                .mapToDouble(rank -> 1.0 / rank)
                .findFirst()
                .orElse(0);
    }

    private static boolean anyOf(Collection<String> tails, Collection<String> uris) {
        return uris.stream().anyMatch(uri -> Documents.isOneOf(uri, tails));
    }
}
