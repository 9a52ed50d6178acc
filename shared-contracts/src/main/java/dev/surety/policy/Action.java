package dev.surety.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.surety.label.Labelled;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What somebody wants to do; each with what its rules may look at besides the caller. */
public enum Action implements Labelled {
    /** Put a question. */
    ASK("ask", Map.of("question", Kind.TEXT, "mode", Kind.TEXT)),
    /** Have an index searched. */
    SEARCH("search", Map.of("index", Kind.TEXT)),
    /** See a document. */
    READ("read", Map.of("index", Kind.TEXT, "documentId", Kind.TEXT, "tenant", Kind.TEXT, "clearance", Kind.NUMBER)),
    /** Have passages written about by a tier. */
    USE_TIER(
            "use-tier",
            Map.of(
                    "tier", Kind.TEXT,
                    "model", Kind.TEXT,
                    "outside", Kind.FLAG,
                    "region", Kind.TEXT,
                    "clearance", Kind.NUMBER,
                    "indexes", Kind.TEXTS)),
    /** Be given what was written. */
    ANSWER("answer", Map.of("tier", Kind.TEXT, "citations", Kind.NUMBER, "indexes", Kind.TEXTS)),
    /** Have a tool called. */
    CALL_TOOL("call-tool", Map.of("tool", Kind.TEXT, "writes", Kind.FLAG)),
    /** Do something in the name of somebody else. */
    ACT_FOR("act-for", Map.of("user", Kind.TEXT, "tenant", Kind.TEXT)),
    /** See and change who may do what. */
    ADMINISTER("administer", Map.of());

    private final String label;
    private final Map<String, Kind> resource;

    Action(String label, Map<String, Kind> resource) {
        this.label = label;
        this.resource = resource;
    }

    @Override
    @JsonValue
    public String label() {
        return label;
    }

    /** @throws IllegalArgumentException when there is no such action */
    @JsonCreator
    public static Action of(String label) {
        return Labelled.find(values(), label, "action");
    }

    /** The members of this action's resource, without {@code resource.} before them. */
    Map<String, Kind> resource() {
        return resource;
    }

    /** What its resource is made of, in words for whoever writes one. */
    public String takes() {
        return resource.isEmpty()
                ? label + " takes no resource"
                : label + " takes " + resource.keySet().stream().sorted().map(name -> Resource.PREFIX + name + " (" + resource.get(name) + ")").collect(Collectors.joining(", "));
    }

    /** All that this action's rules may look at, by the name that they use. */
    Map<String, Kind> variables() {
        var variables = new LinkedHashMap<>(Caller.VARIABLES);
        resource.keySet().stream().sorted().forEach(name -> variables.put(Resource.PREFIX + name, resource.get(name)));
        return Collections.unmodifiableMap(variables);
    }
}
