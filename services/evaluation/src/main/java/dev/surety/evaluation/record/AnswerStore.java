package dev.surety.evaluation.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.surety.event.AnswerRecord;
import dev.surety.request.RequestId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Answer records in OpenSearch, under the request's id. What was written can be read by its id at once; lists follow within a second. Blocking.
 */
@ApplicationScoped
public class AnswerStore {

    static final String ALIAS = "surety-answers";
    private static final String FIRST_INDEX = "surety-answers-000001";
    private static final JsonTemplate INDEX = JsonTemplate.named("answers-index.json");
    private static final JsonTemplate SAME_REQUEST = JsonTemplate.named("same-request.json");
    private static final JsonTemplate OWN_ANSWERS = JsonTemplate.named("own-answers.json");
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int BAD_REQUEST = 400;

    private final OpenSearchApi openSearch;
    private final ObjectMapper json;

    AnswerStore(@RestClient OpenSearchApi openSearch, ObjectMapper json) {
        this.openSearch = openSearch;
        this.json = json;
    }

    /** How keeping a record ended. */
    enum Kept {
        NEW,
        SEEN_BEFORE
    }

    /**
     * Keeps a record. The same one again changes nothing. Another one with the same request id, which a caller may choose, is kept beside the
     * first: neither can push the other out.
     */
    Kept keep(StoredRecord stored) {
        var id = stored.record().requestId().toString();
        if (created(id, stored)) {
            return Kept.NEW;
        }
        if (document(id).filter(stored.json()::equals).isPresent()) {
            return Kept.SEEN_BEFORE;
        }
        return created(id + "~" + hash(stored.json()), stored) ? Kept.NEW : Kept.SEEN_BEFORE;
    }

    /** All records of a request id; more than one only when callers chose the same id. */
    public List<StoredRecord> ofRequest(RequestId requestId) {
        var records = new ArrayList<StoredRecord>();
        // By its id a document is found before the next refresh; the search is for those kept beside it.
        document(requestId.toString()).map(this::stored).ifPresent(records::add);
        search(SAME_REQUEST.filled(Map.of("requestId", requestId.toString()))).stream()
                .map(hit -> stored(hit.path("_source").path("record")))
                .filter(other -> records.stream().noneMatch(known -> known.json().equals(other.json())))
                .forEach(records::add);
        return records;
    }

    /** Hits of one person's records, newest first. */
    List<JsonNode> ownedBy(String subject, String tenant, List<String> outcomes, int size, Optional<JsonNode> after) {
        var query = OWN_ANSWERS.filled(Map.of("subject", subject, "tenant", tenant, "outcomes", outcomes, "size", size));
        after.ifPresent(position -> query.set("search_after", position));
        return search(query);
    }

    private boolean created(String id, StoredRecord stored) {
        try {
            create(id, stored);
            return true;
        } catch (WebApplicationException refused) {
            if (status(refused) != CONFLICT) {
                throw refused;
            }
            return false;
        }
    }

    private void create(String id, StoredRecord stored) {
        var document = document(stored);
        try {
            openSearch.create(ALIAS, id, true, document);
        } catch (WebApplicationException refused) {
            if (status(refused) != NOT_FOUND) {
                throw refused;
            }
            createIndex();
            openSearch.create(ALIAS, id, true, document);
        }
    }

    private void createIndex() {
        try {
            openSearch.createIndex(FIRST_INDEX, INDEX.filled(Map.of()));
        } catch (WebApplicationException refused) {
            // Another thread was faster, or the first write to the alias says what is really wrong.
            if (status(refused) != BAD_REQUEST) {
                throw refused;
            }
        }
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
        document.set("record", stored.json());
        return document;
    }

    private Optional<JsonNode> document(String id) {
        try {
            return Optional.of(openSearch.document(ALIAS, id).path("_source").path("record"));
        } catch (WebApplicationException missing) {
            if (status(missing) != NOT_FOUND) {
                throw missing;
            }
            return Optional.empty();
        }
    }

    private List<JsonNode> search(JsonNode query) {
        try {
            var hits = openSearch.search(ALIAS, query).path("hits").path("hits");
            return StreamSupport.stream(hits.spliterator(), false).toList();
        } catch (WebApplicationException missing) {
            // Before the first record there is no index.
            if (status(missing) != NOT_FOUND) {
                throw missing;
            }
            return List.of();
        }
    }

    private StoredRecord stored(JsonNode record) {
        try {
            return new StoredRecord(json.treeToValue(record, AnswerRecord.class), record);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a record that was kept can't be read", impossible);
        }
    }

    private static int status(WebApplicationException answered) {
        return answered.getResponse().getStatus();
    }

    private static String hash(JsonNode record) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(record.toString().getBytes(StandardCharsets.UTF_8)), 0, 8);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
