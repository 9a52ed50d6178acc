package dev.surety.evaluation.shelf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.surety.evaluation.shelf.Kept.How;
import jakarta.ws.rs.WebApplicationException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Things in OpenSearch under an alias: what can be searched for, and in the member {@code record} the thing itself, as it came. What was written can be
 * read by its id at once; searches follow within a second. Blocking.
 */
public final class Shelf {

    /** The member of a document that holds the thing itself. */
    public static final String RECORD = "record";

    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int BAD_REQUEST = 400;

    private final OpenSearchApi openSearch;
    private final String alias;
    private final JsonTemplate index;

    Shelf(OpenSearchApi openSearch, String alias, JsonTemplate index) {
        this.openSearch = openSearch;
        this.alias = alias;
        this.index = index;
    }

    /**
     * Keeps a thing. The same one again changes nothing. Another one under an id that is taken, which a caller may bring about who chooses a request id, is
     * kept beside the first: neither can push the other out.
     *
     * @param document with its member {@link #RECORD}
     */
    public How keep(String id, ObjectNode document) {
        if (created(id, document)) {
            return How.NEW;
        }
        var record = document.path(RECORD);
        if (record(id).filter(record::equals).isPresent()) {
            return How.SEEN_BEFORE;
        }
        return created(id + "~" + hash(record), document) ? How.NEW : How.SEEN_BEFORE;
    }

    /** The thing of this very id. */
    public Optional<JsonNode> record(String id) {
        try {
            return Optional.of(openSearch.document(alias, id).path("_source").path(RECORD));
        } catch (WebApplicationException missing) {
            if (status(missing) != NOT_FOUND) {
                throw missing;
            }
            return Optional.empty();
        }
    }

    /** The hits of a search, none before the first thing is there. */
    public List<JsonNode> search(JsonNode query) {
        try {
            var hits = openSearch.search(alias, query).path("hits").path("hits");
            return StreamSupport.stream(hits.spliterator(), false).toList();
        } catch (WebApplicationException missing) {
            if (status(missing) != NOT_FOUND) {
                throw missing;
            }
            return List.of();
        }
    }

    private boolean created(String id, ObjectNode document) {
        try {
            create(id, document);
            return true;
        } catch (WebApplicationException refused) {
            if (status(refused) != CONFLICT) {
                throw refused;
            }
            return false;
        }
    }

    private void create(String id, ObjectNode document) {
        try {
            openSearch.create(alias, id, true, document);
        } catch (WebApplicationException refused) {
            if (status(refused) != NOT_FOUND) {
                throw refused;
            }
            createIndex();
            openSearch.create(alias, id, true, document);
        }
    }

    private void createIndex() {
        try {
            openSearch.createIndex(alias + "-000001", index.filled(Map.of()));
        } catch (WebApplicationException refused) {
            // Another thread was faster, or the first write to the alias says what is really wrong.
            if (status(refused) != BAD_REQUEST) {
                throw refused;
            }
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
