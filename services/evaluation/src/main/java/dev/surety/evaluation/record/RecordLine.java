package dev.surety.evaluation.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.TreeSet;

/**
 * A record in a list.
 *
 * @param json      as it is stored, cut down to what a list needs
 * @param documents ids of every document that its words may come from
 */
record RecordLine(ObjectNode json, Set<String> documents) {

    static RecordLine of(JsonNode hit) {
        var json = ((ObjectNode) hit.path("_source").path("record")).deepCopy();
        var documents = new TreeSet<String>();
        for (var behind : new String[] {"passages", "citations"}) {
            json.path(behind).forEach(one -> documents.add(one.path("documentId").asText()));
            json.remove(behind);
        }
        return new RecordLine(json, documents);
    }

    /** What the caller gets to see of it. */
    JsonNode shown(Set<String> readable) {
        if (readable.containsAll(documents)) {
            return json.putNull("withheldContents");
        }
        return json.putNull("question").put("withheldContents", RecordView.ACCESS_CHANGED);
    }

    /** Without the question. */
    @Override
    public String toString() {
        return "RecordLine[" + documents.size() + " documents]";
    }
}
