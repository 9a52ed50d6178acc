package dev.surety.inference.settle;

import static dev.surety.contract.RedactionPurpose.ANSWER;
import static dev.surety.contract.RedactionPurpose.EVENT;

import dev.surety.api.Answer;
import dev.surety.api.Citation;
import dev.surety.contract.RedactionPurpose;
import dev.surety.edge.Redaction;
import dev.surety.event.AnswerRecord;
import dev.surety.event.AnswerRecord.PassageSeen;
import dev.surety.event.AnswerRecord.StageLine;

/**
 * The words of what leaves, without what the contract takes out for whom it leaves to. Ids, tags and addresses of documents stay: who may read a record is found
 * by them.
 */
final class Words {

    private Words() {}

    /** As its caller gets it. A quote that loses something stands in its document with what it lost. */
    static Answer of(Answer answer, Redaction redaction) {
        return new Answer(
                answer.requestId(),
                answer.outcome(),
                redaction.text(answer.text(), ANSWER),
                answer.citations().stream().map(citation -> of(citation, redaction, ANSWER)).toList(),
                redaction.textOrNull(answer.clarification(), ANSWER),
                answer.handoff(),
                answer.degraded(),
                answer.tier(),
                answer.cache(),
                answer.costUsd(),
                answer.timingsMs(),
                answer.indexRelease(),
                answer.policyVersion(),
                answer.assistantRelease());
    }

    /** As it is written down. */
    static AnswerRecord of(AnswerRecord record, Redaction redaction) {
        return new AnswerRecord(
                record.requestId(),
                record.traceId(),
                record.at(),
                redaction.text(record.question(), EVENT),
                redaction.textOrNull(record.conversationId(), EVENT),
                record.asker(),
                record.passages().stream().map(passage -> of(passage, redaction)).toList(),
                record.withheld(),
                record.stages().stream().map(line -> of(line, redaction)).toList(),
                record.decisions(),
                record.outcome(),
                record.problem(),
                redaction.text(record.text(), EVENT),
                record.citations().stream().map(citation -> of(citation, redaction, EVENT)).toList(),
                record.tier(),
                record.cache(),
                record.promptTokens(),
                record.completionTokens(),
                record.costUsd(),
                record.timingsMs(),
                record.degraded(),
                record.indexRelease(),
                record.policyVersion(),
                record.assistantRelease());
    }

    private static Citation of(Citation citation, Redaction redaction, RedactionPurpose purpose) {
        return new Citation(
                citation.number(),
                citation.documentId(),
                redaction.text(citation.title(), purpose),
                citation.uri(),
                redaction.text(citation.section(), purpose),
                redaction.text(citation.quote(), purpose),
                citation.updatedAt());
    }

    private static PassageSeen of(PassageSeen passage, Redaction redaction) {
        return new PassageSeen(
                passage.id(),
                passage.documentId(),
                redaction.text(passage.title(), EVENT),
                redaction.text(passage.section(), EVENT),
                passage.uri(),
                passage.rank(),
                passage.scores());
    }

    private static StageLine of(StageLine line, Redaction redaction) {
        return new StageLine(
                line.stage(), redaction.text(line.saw(), EVENT), line.decision(), redaction.text(line.reason(), EVENT), line.tookMs(), line.costUsd());
    }
}
