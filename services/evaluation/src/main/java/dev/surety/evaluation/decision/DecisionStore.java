package dev.surety.evaluation.decision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.surety.evaluation.shelf.JsonTemplate;
import dev.surety.evaluation.shelf.Kept.How;
import dev.surety.evaluation.shelf.Shelf;
import dev.surety.evaluation.shelf.Shelves;
import dev.surety.event.DecisionMade;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decisions in OpenSearch, under their ids. Blocking. */
@ApplicationScoped
class DecisionStore {

    private static final JsonTemplate INDEX = JsonTemplate.named("decisions-index.json");
    private static final JsonTemplate PAGE = JsonTemplate.named("decisions-page.json");

    private final Shelf shelf;
    private final ObjectMapper json;

    DecisionStore(Shelves shelves, ObjectMapper json) {
        this.shelf = shelves.of("surety-decisions", INDEX);
        this.json = json;
    }

    /** A decision in a list, and the place after it. */
    record Hit(DecisionMade made, JsonNode place) {}

    /** @param told the decision as it came, with whatever a later version added */
    How keep(DecisionMade made, JsonNode told) {
        return shelf.keep(made.id(), document(made, told));
    }

    /**
     * Decisions, newest first.
     *
     * @param size  at most this many
     * @param after the place before them
     */
    List<Hit> page(Chosen chosen, int size, @Nullable JsonNode after) {
        var query = PAGE.filled(Map.of("size", size, "filter", chosen.filter(), "hidden", chosen.hidden()));
        Optional.ofNullable(after).ifPresent(place -> query.set("search_after", place));
        return shelf.search(query).stream().map(hit -> new Hit(made(hit.path("_source").path(Shelf.RECORD)), hit.path("sort"))).toList();
    }

    private ObjectNode document(DecisionMade made, JsonNode told) {
        var document = json.createObjectNode();
        document.put("id", made.id());
        document.put("requestId", made.requestId().toString());
        document.put("at", made.at().toString());
        document.put("service", made.service());
        document.put("action", made.action().label());
        document.put("subject", made.caller().subject());
        document.put("tenant", made.caller().tenant());
        document.put("effect", made.effect().label());
        document.put("rule", made.rule());
        document.put("policyVersion", made.policyVersion());
        document.set(Shelf.RECORD, told);
        return document;
    }

    private DecisionMade made(JsonNode told) {
        try {
            return json.treeToValue(told, DecisionMade.class);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a decision that was kept can't be read", impossible);
        }
    }
}
