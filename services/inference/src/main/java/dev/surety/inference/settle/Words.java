package dev.surety.inference.settle;

import static dev.surety.contract.RedactionPurpose.ANSWER;
import static dev.surety.contract.RedactionPurpose.EVENT;

import dev.surety.api.Answer;
import dev.surety.api.Citation;
import dev.surety.contract.RedactionPurpose;
import dev.surety.edge.RedactedText;
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
    static Answer of(Answer answer, RedactedText redacted) {
        return new Answer(
                answer.requestId(),
                answer.outcome(),
                redacted.text(answer.text(), ANSWER),
                answer.citations().stream().map(citation -> of(citation, redacted, ANSWER)).toList(),
                redacted.textOrNull(answer.clarification(), ANSWER),
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
    static AnswerRecord of(AnswerRecord record, RedactedText redacted) {
        return new AnswerRecord(
                record.requestId(),
                record.traceId(),
                record.at(),
                redacted.text(record.question(), EVENT),
                redacted.textOrNull(record.conversationId(), EVENT),
                record.asker(),
                record.passages().stream().map(passage -> of(passage, redacted)).toList(),
                record.stages().stream().map(line -> of(line, redacted)).toList(),
                record.decisions(),
                record.outcome(),
                record.problem(),
                redacted.text(record.text(), EVENT),
                record.citations().stream().map(citation -> of(citation, redacted, EVENT)).toList(),
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

    private static Citation of(Citation citation, RedactedText redacted, RedactionPurpose purpose) {
        return new Citation(
                citation.number(),
                citation.documentId(),
                redacted.text(citation.title(), purpose),
                citation.uri(),
                redacted.text(citation.section(), purpose),
                redacted.text(citation.quote(), purpose),
                citation.updatedAt());
    }

    private static PassageSeen of(PassageSeen passage, RedactedText redacted) {
        return new PassageSeen(
                passage.id(),
                passage.documentId(),
                redacted.text(passage.title(), EVENT),
                redacted.text(passage.section(), EVENT),
                passage.uri(),
                passage.rank(),
                passage.scores());
    }

    private static StageLine of(StageLine line, RedactedText redacted) {
        return new StageLine(
                line.stage(), redacted.text(line.saw(), EVENT), line.decision(), redacted.text(line.reason(), EVENT), line.tookMs(), line.costUsd());
    }
}
