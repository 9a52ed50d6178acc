package dev.surety.evaluation.record;

import dev.surety.event.AnswerRecord;
import dev.surety.event.AnswerRecord.Asker;
import dev.surety.grant.Grant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Who sees which record, and how much of it. */
final class RecordAccess {

    private RecordAccess() {}

    /**
     * What the caller may see of the records of one request id: their own with contents, as long as they may read every document behind them; else, for an
     * auditor, one of their tenant without contents; else nothing. A record without a known asker is nobody's.
     *
     * @param readable whether the caller may read all of these documents now
     */
    static Optional<RecordView> view(Grant caller, List<StoredRecord> records, Predicate<Set<String>> readable) {
        var asked = records.stream().map(StoredRecord::record).filter(record -> record.asker() != null).toList();
        return asked.stream()
                .filter(record -> isAsker(caller, record.asker()))
                .findFirst()
                .map(record -> own(record, readable.test(record.documents())))
                .or(() -> asked.stream().filter(record -> mayAudit(caller, record)).findFirst().map(RecordView::withoutContents));
    }

    private static RecordView own(AnswerRecord record, boolean readable) {
        return readable ? RecordView.forAsker(record) : RecordView.afterAccessChanged(record);
    }

    private static boolean isAsker(Grant caller, Asker asker) {
        return caller.subject().equals(asker.subject()) && caller.tenant().equals(asker.tenant());
    }

    private static boolean mayAudit(Grant caller, AnswerRecord record) {
        return caller.isAuditor() && caller.tenant().equals(record.asker().tenant());
    }
}
