package dev.surety.ingestion.index;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.index.IndexNames;
import dev.surety.ingestion.event.BadEvent;
import dev.surety.ingestion.event.Reason;
import org.jspecify.annotations.Nullable;

/** Actions on one index, sent together in as few requests as their size allows. */
final class Bulk {

    private static final int NOT_FOUND = 404;
    private static final int BAD_REQUEST = 400;
    private static final int FIRST_FAILURE = 300;

    private final OpenSearchApi openSearch;
    private final ObjectMapper json;
    private final String alias;
    private final long largest;
    private final boolean refresh;
    private final StringBuilder lines = new StringBuilder();

    Bulk(OpenSearchApi openSearch, ObjectMapper json, String index, long largest, boolean refresh) {
        this.openSearch = openSearch;
        this.json = json;
        this.alias = IndexNames.live(index);
        this.largest = largest;
        this.refresh = refresh;
    }

    void put(String id, Object source) {
        add("index", id, source);
    }

    void update(String id, JsonNode fields) {
        add("update", id, json.createObjectNode().set("doc", fields));
    }

    void delete(String id) {
        add("delete", id, null);
    }

    /** Sends what has not been sent yet. */
    void send() {
        if (lines.isEmpty()) {
            return;
        }
        var reply = openSearch.bulk(alias, true, refresh, lines.toString());
        lines.setLength(0);
        if (reply.path("errors").asBoolean(true)) {
            reply.path("items").forEach(item -> item.forEach(Bulk::check));
        }
    }

    private void add(String action, String id, @Nullable Object source) {
        var head = json.createObjectNode();
        head.putObject(action).put("_id", id);
        lines.append(head).append('\n');
        if (source != null) {
            lines.append(write(source)).append('\n');
        }
        if (lines.length() > largest) {
            send();
        }
    }

    private String write(Object source) {
        try {
            return json.writeValueAsString(source);
        } catch (JsonProcessingException neverOfARecord) {
            throw new IllegalStateException(neverOfARecord);
        }
    }

    private static void check(JsonNode item) {
        var status = item.path("status").asInt();
        var error = item.at("/error/type").asText("none");
        // To delete or to change what is not there is what we want to have happened already.
        var alreadyGone = status == NOT_FOUND && (error.equals("none") || error.equals("document_missing_exception"));
        if (status < FIRST_FAILURE || alreadyGone) {
            return;
        }
        if (status == BAD_REQUEST) {
            throw new BadEvent(Reason.REFUSED_BY_INDEX, "OpenSearch refused a chunk of the document: " + error);
        }
        throw new IllegalStateException("OpenSearch did not take a chunk: status %d, %s".formatted(status, error));
    }
}
