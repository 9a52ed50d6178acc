package dev.surety.evaluation.judge;

import dev.surety.evaluation.suite.Suite.Case;
import java.util.Optional;

/** Judges the cases of one run. Finding and answering are judged apart: the same wrong answer has different cures. */
public final class Judge {

    private final GenerationJudge generation;

    /** @param corpus the documents as they were written, if they are at hand */
    public Judge(Optional<Corpus> corpus) {
        this.generation = new GenerationJudge(corpus);
    }

    public CaseResult judge(Case one, Observed observed) {
        var requestId = switch (observed) {
            case Observed.Recorded recorded -> recorded.answer().requestId().toString();
            case Observed.Unrecorded unrecorded -> unrecorded.answer().requestId().toString();
            case Observed.Failed failed -> null;
        };
        var outcome = switch (observed) {
            case Observed.Recorded recorded -> recorded.answer().outcome().label();
            case Observed.Unrecorded unrecorded -> unrecorded.answer().outcome().label();
            case Observed.Failed failed -> CaseResult.FAILED;
        };
        return new CaseResult(
                one.id(),
                one.kind(),
                one.askAs(),
                requestId,
                outcome,
                RetrievalJudge.judge(one.expect(), observed),
                generation.judge(one, observed));
    }
}
