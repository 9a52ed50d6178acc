package dev.surety.evaluation.record;

import dev.surety.evaluation.intake.EventReader;
import dev.surety.evaluation.intake.EventReader.Expected;
import dev.surety.evaluation.intake.EventReader.Read;
import dev.surety.event.AnswerRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads events on {@code surety.answers.v1}. */
@ApplicationScoped
class AnswerEvents {

    private static final Expected<AnswerRecord> EXPECTED =
            new Expected<>(AnswerRecord.TYPE, AnswerRecord.class, "answer record", AnswerEvents::needed);

    private final EventReader reader;

    AnswerEvents(EventReader reader) {
        this.reader = reader;
    }

    Read<AnswerRecord> parse(byte @Nullable [] value) {
        return reader.read(value, EXPECTED);
    }

    private static Map<String, @Nullable Object> needed(AnswerRecord record) {
        var needed = new LinkedHashMap<String, @Nullable Object>();
        needed.put("requestId", record.requestId());
        needed.put("at", record.at());
        needed.put("question", record.question());
        needed.put("text", record.text());
        needed.put("outcome", record.outcome());
        needed.put("tier", record.tier());
        needed.put("cache", record.cache());
        return needed;
    }
}
