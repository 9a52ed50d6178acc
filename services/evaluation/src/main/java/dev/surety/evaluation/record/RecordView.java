package dev.surety.evaluation.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.surety.api.Citation;
import dev.surety.api.Passage;
import dev.surety.event.AnswerRecord;
import dev.surety.event.AnswerRecord.Asker;
import dev.surety.event.AnswerRecord.StageLine;
import dev.surety.request.Money;
import dev.surety.request.RequestId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer record as a caller may see it: the member names are those of {@link AnswerRecord}. Contents are {@code null} for an auditor, who need
 * not be allowed to read the documents that they come from, and for an asker who may not read every one of these documents any more:
 * {@code withheldContents} says {@code access-changed} then, and is {@code null} otherwise. What is shown is listed here, so that a new field of the
 * record stays hidden until somebody decides.
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record RecordView(
        RequestId requestId,
        String traceId,
        Instant at,
        @Nullable String question,
        @Nullable String conversationId,
        @Nullable Asker asker,
        List<PassageView> passages,
        List<StageLine> stages,
        String outcome,
        @Nullable String problem,
        @Nullable String text,
        List<CitationView> citations,
        String tier,
        String cache,
        long promptTokens,
        long completionTokens,
        Money costUsd,
        Map<String, Long> timingsMs,
        List<String> degraded,
        String indexRelease,
        String policyVersion,
        String assistantRelease,
        @Nullable String withheldContents) {

    static final String ACCESS_CHANGED = "access-changed";

    /** Everything, for the one who asked. */
    static RecordView forAsker(AnswerRecord record) {
        return of(record, true, null);
    }

    /** Ids, scores, stages, outcome, timings and cost, for an auditor. */
    static RecordView withoutContents(AnswerRecord record) {
        return of(record, false, null);
    }

    /**
     * What is left for the one who asked when a document behind the words was deleted, or closed to them. The question is withheld too: it may repeat what
     * an earlier answer said.
     */
    static RecordView afterAccessChanged(AnswerRecord record) {
        return of(record, false, ACCESS_CHANGED);
    }

    private static RecordView of(AnswerRecord record, boolean contents, @Nullable String withheldContents) {
        return new RecordView(
                record.requestId(),
                record.traceId(),
                record.at(),
                contents ? record.question() : null,
                record.conversationId(),
                record.asker(),
                record.passages().stream().map(passage -> PassageView.of(passage, contents)).toList(),
                record.stages(),
                record.outcome(),
                record.problem(),
                contents ? record.text() : null,
                record.citations().stream().map(citation -> CitationView.of(citation, contents)).toList(),
                record.tier(),
                record.cache(),
                record.promptTokens(),
                record.completionTokens(),
                record.costUsd(),
                record.timingsMs(),
                record.degraded(),
                record.indexRelease(),
                record.policyVersion(),
                record.assistantRelease(),
                withheldContents);
    }

    /** Ids only. */
    @Override
    public String toString() {
        return "RecordView[" + requestId + "]";
    }

    /** A passage; title, section and URI are contents. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record PassageView(
            String id,
            String documentId,
            @Nullable String title,
            @Nullable String section,
            @Nullable String uri,
            int rank,
            Passage.Scores scores) {

        static PassageView of(AnswerRecord.PassageSeen passage, boolean contents) {
            return new PassageView(
                    passage.id(),
                    passage.documentId(),
                    contents ? passage.title() : null,
                    contents ? passage.section() : null,
                    contents ? passage.uri() : null,
                    passage.rank(),
                    passage.scores());
        }
    }

    /** A citation; all but number and document id are contents. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record CitationView(
            int number,
            String documentId,
            @Nullable String title,
            @Nullable String uri,
            @Nullable String section,
            @Nullable String quote,
            @Nullable Instant updatedAt) {

        static CitationView of(Citation citation, boolean contents) {
            return new CitationView(
                    citation.number(),
                    citation.documentId(),
                    contents ? citation.title() : null,
                    contents ? citation.uri() : null,
                    contents ? citation.section() : null,
                    contents ? citation.quote() : null,
                    contents ? citation.updatedAt() : null);
        }
    }
}
