package dev.surety.retrieval.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.grant.Access;
import dev.surety.grant.Grant;
import dev.surety.index.Chunk;
import dev.surety.index.IndexNames;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Asks OpenSearch by words and by vector at once, each filtered by the grant before anything is scored; and how documents stand with a grant. */
@ApplicationScoped
@RegisterForReflection(targets = Access.class)
public class Engine {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final OpenSearchApi openSearch;
    private final ObjectMapper json;
    private final int candidates;
    private final ObjectNode lexicalTemplate;
    private final ObjectNode vectorTemplate;
    private final ObjectNode standingsTemplate;

    Engine(@RestClient OpenSearchApi openSearch, ObjectMapper json, EngineConfig config) {
        this.openSearch = openSearch;
        this.json = json;
        this.candidates = config.candidates();
        this.lexicalTemplate = template("opensearch/lexical.json");
        this.vectorTemplate = template("opensearch/vector.json");
        this.standingsTemplate = template("opensearch/standings.json");
    }

    /**
     * What the grant may see, by words and, if there is a vector, by meaning. Fails with {@code retrieval-unavailable} when the engine can't be
     * asked, or when the lexical half or the only half fails.
     *
     * @param text    as it was asked; never a query language
     * @param words   whether to search by words
     * @param vector  of the text, if it is to be searched by
     * @param indexes to search; those that are not there hold nothing
     */
    public Uni<Hits> search(Grant grant, String text, boolean words, Optional<float[]> vector, List<String> indexes) {
        var filter = PermissionFilter.of(grant);
        var target = target(indexes.isEmpty() ? List.of(IndexNames.NO_INDEX) : indexes.stream().map(IndexNames::live).toList());
        var lines = new StringBuilder();
        if (words) {
            lines.append(target).append('\n').append(lexical(text, filter)).append('\n');
        }
        vector.ifPresent(values -> lines.append(target).append('\n').append(byVector(values, filter)).append('\n'));
        return openSearch
                .searches(lines.toString())
                .map(reply -> hits(reply.path("responses"), words, vector.isPresent()))
                .onFailure()
                .transform(Engine::unavailable);
    }

    /**
     * How documents stand with a grant now; those of which no live chunk is permitted are absent. Fails with {@code retrieval-unavailable} when the engine
     * can't be asked, or when a part of it does not answer: that part may hold the chunk that is not permitted.
     *
     * @param documentIds any number, each once
     */
    public Uni<List<Standing>> standings(Grant grant, Collection<String> documentIds) {
        if (documentIds.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return openSearch
                .searches(target(List.of(IndexNames.ALL_LIVE)) + '\n' + standingsOf(documentIds, PermissionFilter.of(grant)) + '\n')
                .map(reply -> standings(reply.path("responses").path(0)))
                .onFailure()
                .transform(Engine::unavailable);
    }

    private List<Standing> standings(JsonNode response) {
        var buckets = response.at("/aggregations/documents/buckets");
        var complete = response.at("/_shards/failed").asInt(1) == 0 && !response.path("timed_out").asBoolean(true);
        if (!complete || !buckets.isArray() && response.at("/_shards/total").asInt() > 0) {
            throw new IllegalStateException("not every part of the engine said how documents stand: " + response.path("error").path("type").asText());
        }
        var standings = new ArrayList<Standing>();
        for (var bucket : buckets) {
            var permitted = bucket.path("permitted");
            var one = permitted.at("/one/hits/hits/0");
            if (one.isObject()) {
                standings.add(new Standing(
                        bucket.path("key").asText(),
                        IndexNames.releaseOf(one.path("_index").asText()),
                        permitted.path("doc_count").asLong() == bucket.path("doc_count").asLong(),
                        access((ObjectNode) one.path("_source"))));
            }
        }
        return standings;
    }

    private Hits hits(JsonNode responses, boolean words, boolean vector) {
        var next = 0;
        List<Hit> lexical = List.of();
        if (words) {
            var response = responses.path(next++);
            if (!response.path("hits").isObject()) {
                throw new IllegalStateException("the lexical search failed: " + response.path("error").path("type").asText());
            }
            lexical = hits(response);
        }
        if (!vector) {
            return new Hits(lexical, List.of(), false);
        }
        var response = responses.path(next);
        // An index whose vectors are of another length fails alone: its neighbours' hits are used, and the reply says that they are not all.
        var done = response.path("hits").isObject() && response.at("/_shards/failed").asInt() == 0;
        if (!done && !words) {
            throw new IllegalStateException("the vector search failed: " + response.path("error").path("type").asText());
        }
        return new Hits(lexical, hits(response), done);
    }

    private List<Hit> hits(JsonNode response) {
        var hits = new ArrayList<Hit>();
        for (var hit : response.path("hits").path("hits")) {
            hits.add(new Hit(
                    hit.path("_id").asText(),
                    IndexNames.releaseOf(hit.path("_index").asText()),
                    hit.path("_score").asDouble(),
                    chunk((ObjectNode) hit.path("_source"))));
        }
        return hits;
    }

    private Chunk chunk(ObjectNode source) {
        return json.convertValue(withRule(source), Chunk.class);
    }

    private Access access(ObjectNode source) {
        return json.convertValue(withRule(source), Access.class);
    }

    private static ObjectNode withRule(ObjectNode source) {
        var saysWhoMayRead = source.path("tenant").isTextual()
                && source.path("allow").isArray()
                && source.path("deny").isArray()
                && source.path("clearance").canConvertToInt()
                && source.path("clearance").asInt() >= 0;
        if (!saysWhoMayRead) {
            // Half a rule would be read as a generous one: a missing deny denies nobody. No allow tag means nobody.
            source.put("tenant", "").put("clearance", 0).putArray("allow");
            source.putArray("deny");
        }
        return source;
    }

    private String lexical(String text, ObjectNode filter) {
        var body = lexicalTemplate.deepCopy();
        body.put("size", candidates);
        ((ObjectNode) body.at("/query/bool/must/0/multi_match")).put("query", FirstWords.of(text));
        ((ArrayNode) body.at("/query/bool/filter")).add(filter);
        return line(body);
    }

    // The filter sits inside the k-NN clause: applied after it, fewer than k hits would tell the caller that hidden documents exist.
    private String byVector(float[] vector, ObjectNode filter) {
        var body = vectorTemplate.deepCopy();
        body.put("size", candidates);
        var clause = (ObjectNode) body.at("/query/knn/embedding");
        clause.put("k", candidates);
        clause.set("filter", filter);
        var values = clause.putArray("vector");
        for (var value : vector) {
            values.add(value);
        }
        return line(body);
    }

    private String standingsOf(Collection<String> documentIds, ObjectNode filter) {
        var body = standingsTemplate.deepCopy();
        documentIds.forEach(((ArrayNode) body.at("/query/bool/filter/0/terms/documentId"))::add);
        ((ObjectNode) body.at("/aggs/documents/terms")).put("size", documentIds.size());
        ((ObjectNode) body.at("/aggs/documents/aggs/permitted")).set("filter", filter);
        return line(body);
    }

    private String target(List<String> aliases) {
        var target = json.createObjectNode().put("ignore_unavailable", true).put("allow_no_indices", true);
        aliases.forEach(target.putArray("index")::add);
        return line(target);
    }

    private String line(JsonNode body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException ourOwnTree) {
            throw new IllegalStateException("our own query can always be written", ourOwnTree);
        }
    }

    static Throwable unavailable(Throwable failure) {
        return ProblemException.retryable(ProblemType.RETRIEVAL_UNAVAILABLE, "the search engine gave no usable reply", RETRY_AFTER, failure);
    }

    private ObjectNode template(String resource) {
        try (var stream = Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
            return (ObjectNode) json.readTree(stream);
        } catch (IOException unreadable) {
            throw new IllegalStateException(resource + " can't be read", unreadable);
        }
    }
}
