package dev.surety.ingestion.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.surety.grant.Access;
import dev.surety.index.Chunk;
import dev.surety.index.IndexNames;
import dev.surety.ingestion.embed.EmbeddingModel;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Writes chunks. Their ids follow from document and position, so that writing the same thing twice changes nothing. Writes go to the alias of the
 * live release and need it to exist: OpenSearch would otherwise make up an index without our mapping. Blocks.
 */
@Singleton
public final class ChunkIndex {

    private static final int BAD_REQUEST = 400;

    private final OpenSearchApi openSearch;
    private final IndexConfig config;
    private final ObjectMapper json;

    ChunkIndex(@RestClient OpenSearchApi openSearch, IndexConfig config, ObjectMapper json) {
        this.openSearch = openSearch;
        this.config = config;
        this.json = json;
        if (config.shards() < 1 || config.replicas() < 0) {
            throw new IllegalArgumentException("surety.ingestion.index.shards is at least 1 and surety.ingestion.index.replicas at least 0");
        }
    }

    /**
     * Creates an empty release and makes it the live one. The register knows of no such release yet, so what lies under its name is a leftover whose
     * access rules nobody keeps up to date; it is replaced.
     */
    public void createLive(String index, String release, EmbeddingModel model) {
        var chunks = IndexNames.chunks(release);
        try {
            openSearch.create(chunks, mapping(model));
        } catch (WebApplicationException refused) {
            if (refused.getResponse().getStatus() != BAD_REQUEST) {
                throw refused;
            }
            openSearch.drop(chunks, true);
            openSearch.create(chunks, mapping(model));
        }
        var actions = json.createObjectNode();
        actions.putArray("actions")
                .addObject()
                .putObject("add")
                .put("index", chunks)
                .put("alias", IndexNames.live(index));
        openSearch.aliases(actions);
    }

    /**
     * Puts a document's chunks in the place of all it had.
     *
     * @param chunks   the new ones, in order, with vectors
     * @param ordinals how many chunks of the document may be in the index
     */
    public void replace(String index, String documentId, List<Chunk> chunks, int ordinals) {
        var bulk = new Bulk(openSearch, json, index, config.largestBulk().asLongValue(), false);
        for (var chunk : chunks) {
            bulk.put(id(documentId, chunk.ordinal()), chunk);
        }
        for (var ordinal = chunks.size(); ordinal < ordinals; ordinal++) {
            bulk.delete(id(documentId, ordinal));
        }
        bulk.send();
    }

    /**
     * Removes a document's chunks; searches stop finding them at once. They are closed before the first one goes: what is left of half a deletion would look like
     * a shorter document.
     */
    public void delete(String index, String documentId, int ordinals) {
        var closed = json.createObjectNode();
        closed.putArray("allow");
        update(index, documentId, closed, ordinals, false);
        var bulk = new Bulk(openSearch, json, index, config.largestBulk().asLongValue(), true);
        for (var ordinal = 0; ordinal < ordinals; ordinal++) {
            bulk.delete(id(documentId, ordinal));
        }
        bulk.send();
    }

    /** Changes who may find a document's chunks, at once and without embedding them again. */
    public void changeAccess(String index, String documentId, Access access, int ordinals) {
        var fields = json.createObjectNode();
        fields.put("tenant", access.tenant());
        fields.set("allow", json.valueToTree(sorted(access.allow())));
        fields.set("deny", json.valueToTree(sorted(access.deny())));
        fields.put("clearance", access.clearance());
        update(index, documentId, fields, ordinals, true);
    }

    private void update(String index, String documentId, JsonNode fields, int ordinals, boolean refresh) {
        var bulk = new Bulk(openSearch, json, index, config.largestBulk().asLongValue(), refresh);
        for (var ordinal = 0; ordinal < ordinals; ordinal++) {
            bulk.update(id(documentId, ordinal), fields);
        }
        bulk.send();
    }

    /** Makes everything written so far visible to searches. */
    public void refresh(String index) {
        openSearch.refresh(IndexNames.live(index));
    }

    private static String id(String documentId, int ordinal) {
        return documentId + ":" + ordinal;
    }

    private static List<String> sorted(Set<String> tags) {
        return tags.stream().sorted().toList();
    }

    private JsonNode mapping(EmbeddingModel model) {
        try (var in = ChunkIndex.class.getResourceAsStream("/opensearch/chunks.json")) {
            var template = (ObjectNode) json.readTree(in);
            var index = (ObjectNode) template.at("/settings/index");
            index.put("number_of_shards", config.shards()).put("number_of_replicas", config.replicas());
            ((ObjectNode) template.at("/mappings/_meta")).put("embeddingModel", model.name());
            ((ObjectNode) template.at("/mappings/properties/embedding")).put("dimension", model.dimension());
            return template;
        } catch (IOException notReadable) {
            throw new UncheckedIOException("the mapping in our own jar can't be read", notReadable);
        }
    }
}
