package dev.surety.evaluation.record;

import dev.surety.event.AnswerRecord;
import dev.surety.event.AnswerRecord.Asker;
import dev.surety.grant.Grant;
import java.util.List;
import java.util.Optional;

/** Who sees which record, and how much of it. */
final class RecordAccess {

    private RecordAccess() {}

    /**
     * What the caller may see of the records of one request id: their own with contents; else, for an auditor, one of their tenant without
     * contents; else nothing. A record without a known asker is nobody's.
     */
    static Optional<RecordView> view(Grant caller, List<StoredRecord> records) {
        var asked = records.stream().map(StoredRecord::record).filter(record -> record.asker() != null).toList();
        return asked.stream()
                .filter(record -> isAsker(caller, record.asker()))
                .findFirst()
                .map(record -> isAuditor(caller) ? RecordView.whole(record) : RecordView.forAsker(record))
                .or(() -> asked.stream().filter(record -> mayAudit(caller, record)).findFirst().map(RecordView::withoutContents));
    }

    private static boolean isAsker(Grant caller, Asker asker) {
        return caller.subject().equals(asker.subject()) && caller.tenant().equals(asker.tenant());
    }

    private static boolean mayAudit(Grant caller, AnswerRecord record) {
        return isAuditor(caller) && caller.tenant().equals(record.asker().tenant());
    }

    private static boolean isAuditor(Grant caller) {
        return caller.isAuditor();
    }
}
