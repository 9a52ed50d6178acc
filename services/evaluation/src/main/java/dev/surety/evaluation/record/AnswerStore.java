package dev.surety.evaluation.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.surety.evaluation.shelf.JsonTemplate;
import dev.surety.evaluation.shelf.Kept.How;
import dev.surety.evaluation.shelf.Shelf;
import dev.surety.evaluation.shelf.Shelves;
import dev.surety.event.AnswerRecord;
import dev.surety.request.RequestId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answer records in OpenSearch, under the request's id. Blocking. */
@ApplicationScoped
public class AnswerStore {

    static final String ALIAS = "surety-answers";
    private static final JsonTemplate INDEX = JsonTemplate.named("answers-index.json");
    private static final JsonTemplate SAME_REQUEST = JsonTemplate.named("same-request.json");
    private static final JsonTemplate OWN_ANSWERS = JsonTemplate.named("own-answers.json");

    private final Shelf shelf;
    private final ObjectMapper json;

    AnswerStore(Shelves shelves, ObjectMapper json) {
        this.shelf = shelves.of(ALIAS, INDEX);
        this.json = json;
    }

    /** Keeps a record, beside another one where that has the same request id. */
    How keep(StoredRecord stored) {
        return shelf.keep(stored.record().requestId().toString(), document(stored));
    }

    /** All records of a request id; more than one only when callers chose the same id. */
    public List<StoredRecord> ofRequest(RequestId requestId) {
        var records = new ArrayList<StoredRecord>();
        // By its id a document is found before the next refresh; the search is for those kept beside it.
        shelf.record(requestId.toString()).map(this::stored).ifPresent(records::add);
        shelf.search(SAME_REQUEST.filled(Map.of("requestId", requestId.toString()))).stream()
                .map(hit -> stored(hit.path("_source").path(Shelf.RECORD)))
                .filter(other -> records.stream().noneMatch(known -> known.json().equals(other.json())))
                .forEach(records::add);
        return records;
    }

    /** Hits of one person's records, newest first. */
    List<JsonNode> ownedBy(String subject, String tenant, List<String> outcomes, int size, Optional<JsonNode> after) {
        var query = OWN_ANSWERS.filled(Map.of("subject", subject, "tenant", tenant, "outcomes", outcomes, "size", size));
        after.ifPresent(position -> query.set("search_after", position));
        return shelf.search(query);
    }

    private ObjectNode document(StoredRecord stored) {
        var record = stored.record();
        var document = json.createObjectNode();
        document.put("requestId", record.requestId().toString());
        document.put("at", record.at().toString());
        document.put("question", record.question());
        document.put("text", record.text());
        document.put("outcome", record.outcome());
        document.put("tier", record.tier());
        document.put("cache", record.cache());
        if (record.asker() != null) {
            document.put("subject", record.asker().subject());
            document.put("tenant", record.asker().tenant());
        }
        document.set(Shelf.RECORD, stored.json());
        return document;
    }

    private StoredRecord stored(JsonNode record) {
        try {
            return new StoredRecord(json.treeToValue(record, AnswerRecord.class), record);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a record that was kept can't be read", impossible);
        }
    }
}
