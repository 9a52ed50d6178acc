package dev.surety.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a tool takes, as JSON Schema 2020-12. It stands by itself: nothing outside of it is referred to, it refers to itself in no circle, and its patterns
 * are RE2, so that no argument takes longer than its length.
 */
public final class ArgumentSchema {

    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final String DEFINITION = "#/$defs/";
    private static final int LARGEST = 32 * 1024;
    private static final java.util.regex.Pattern NAME = java.util.regex.Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");
    private static final Set<String> SCALAR = Set.of("string", "integer", "number", "boolean");
    // What gives a schema another name, or looks one up by another name than #/$defs/….
    private static final Set<String> ELSEWHERE =
            Set.of("$id", "$anchor", "$dynamicRef", "$dynamicAnchor", "$recursiveRef", "$recursiveAnchor", "$vocabulary");

    private final JsonNode written;
    // Compiled when the first call is checked; a contract is read more often than it is obeyed.
    private volatile Schema compiled;

    private ArgumentSchema(JsonNode written) {
        this.written = written;
    }

    /** The schema that was written, whether it is one or not: {@link #problems} says so. */
    public static ArgumentSchema of(JsonNode written) {
        return new ArgumentSchema(written.deepCopy());
    }

    /**
     * Something that is wrong with a schema, or with arguments.
     *
     * @param pointer where, as a JSON Pointer
     * @param message what, and the way out
     */
    public record Problem(String pointer, String message) {

        public Problem {
            Objects.requireNonNull(pointer, "pointer");
            Objects.requireNonNull(message, "message");
        }
    }

    /** What is wrong with it; empty when it can be used. */
    public List<Problem> problems() {
        if (!written.isObject()) {
            return List.of(new Problem("", "is no map: write a JSON Schema with type: object"));
        }
        if (written.toString().length() > LARGEST) {
            return List.of(new Problem("", "is longer than " + LARGEST + " characters: shorten it"));
        }
        var problems = new ArrayList<Problem>();
        top(problems);
        parts(written, "", problems);
        if (problems.isEmpty()) {
            circles(problems);
        }
        if (problems.isEmpty()) {
            Shared.META.validate(written.toString(), InputFormat.JSON).forEach(error -> problems.add(problem(error)));
        }
        return problems;
    }

    private void top(List<Problem> problems) {
        if (!"object".equals(written.path("type").asText())) {
            problems.add(new Problem("/type", "arguments are one object: write type: object"));
        }
        if (!written.path("additionalProperties").isBoolean() || written.path("additionalProperties").booleanValue()) {
            problems.add(new Problem("/additionalProperties", "unknown arguments are refused: write additionalProperties: false"));
        }
        written.path("properties").fieldNames().forEachRemaining(name -> {
            if (!NAME.matcher(name).matches()) {
                problems.add(new Problem("/properties/" + escaped(name), "is no name of an argument: write up to 64 letters, digits and underscores"));
            }
        });
    }

    private void parts(JsonNode node, String pointer, List<Problem> problems) {
        if (node.isArray()) {
            for (var index = 0; index < node.size(); index++) {
                parts(node.get(index), pointer + "/" + index, problems);
            }
        }
        node.properties().forEach(member -> {
            var key = member.getKey();
            var place = pointer + "/" + escaped(key);
            part(key, member.getValue(), pointer.isEmpty()).ifPresent(message -> problems.add(new Problem(place, message)));
            parts(member.getValue(), place, problems);
        });
    }

    private Optional<String> part(String key, JsonNode value, boolean top) {
        if (ELSEWHERE.contains(key)) {
            return Optional.of("a schema stands by itself: leave " + key + " out, and refer to " + DEFINITION + "…");
        }
        return switch (key) {
            case "$schema" -> top && value.asText().equals(DIALECT) ? Optional.empty() : Optional.of("only " + DIALECT + " is read: write that, or leave the line out");
            case "$ref" -> defined(value.asText()) ? Optional.empty() : Optional.of("refers to nothing in $defs; nothing is fetched: write " + DEFINITION + "name");
            case "pattern" -> value.isTextual() ? pattern(value.asText()) : Optional.empty();
            case "patternProperties" -> names(value).map(ArgumentSchema::pattern).flatMap(Optional::stream).findFirst();
            default -> Optional.empty();
        };
    }

    private boolean defined(String reference) {
        return reference.startsWith(DEFINITION) && written.path("$defs").has(reference.substring(DEFINITION.length()));
    }

    private static Optional<String> pattern(String pattern) {
        try {
            Pattern.compile(pattern);
            return Optional.empty();
        } catch (PatternSyntaxException refused) {
            return Optional.of("is no RE2 pattern (" + refused.getDescription() + "): write one without look-around and back-references");
        }
    }

    /** A definition that leads back to itself would be followed without end. */
    private void circles(List<Problem> problems) {
        names(written.path("$defs")).filter(name -> reaches(name, name, new HashSet<>()))
                .forEach(name -> problems.add(new Problem("/$defs/" + escaped(name), "refers to itself: write out how deep it goes")));
    }

    private boolean reaches(String from, String wanted, Set<String> seen) {
        return references(written.path("$defs").path(from)).anyMatch(next -> next.equals(wanted) || seen.add(next) && reaches(next, wanted, seen));
    }

    private static Stream<String> references(JsonNode node) {
        return node.findValuesAsText("$ref").stream().map(reference -> reference.substring(DEFINITION.length()));
    }

    private static Stream<String> names(JsonNode object) {
        return object.propertyStream().map(java.util.Map.Entry::getKey);
    }

    /** What is wrong with arguments: places and rules, never values. Empty when the tool takes them. */
    public List<Problem> violations(Arguments arguments) {
        return schema().validate(arguments.json(), InputFormat.JSON).stream().map(ArgumentSchema::problem).distinct().toList();
    }

    /**
     * Refuses what the tool does not take.
     *
     * @throws RefusedArguments that names the first thing that is wrong
     */
    public void check(Arguments arguments) {
        violations(arguments).stream().findFirst().ifPresent(problem -> {
            throw new RefusedArguments(problem.pointer(), problem.message());
        });
    }

    /** Whether there is such an argument. */
    public boolean has(String name) {
        return written.path("properties").has(name);
    }

    /** Names of all arguments, in order. */
    public List<String> names() {
        return names(written.path("properties")).toList();
    }

    /** Whether every call has it. */
    public boolean requires(String name) {
        for (var required : written.path("required")) {
            if (required.asText().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is a single text, number or truth, by its own {@code type}. */
    public boolean isScalar(String name) {
        return SCALAR.contains(written.path("properties").path(name).path("type").asText());
    }

    /** Whether it is text, by its own {@code type}. */
    public boolean isText(String name) {
        return written.path("properties").path(name).path("type").asText().equals("string");
    }

    /** The schema, for whoever makes arguments; a copy. */
    public JsonNode copy() {
        return written.deepCopy();
    }

    private Schema schema() {
        var schema = compiled;
        if (schema == null) {
            schema = Shared.REGISTRY.getSchema(written.toString(), InputFormat.JSON);
            compiled = schema;
        }
        return schema;
    }

    private static Problem problem(Error error) {
        return new Problem(error.getInstanceLocation().toString(), error.getMessage());
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ArgumentSchema schema && written.equals(schema.written);
    }

    @Override
    public int hashCode() {
        return written.hashCode();
    }

    @Override
    public String toString() {
        return "ArgumentSchema" + names();
    }

    /** Made when the first schema is looked at: a contract without tools needs none of it. */
    private static final class Shared {

        static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemaCacheEnabled(false)
                        .schemaLoader(loader -> loader.fetchRemoteResources(false))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .pathType(PathType.JSON_POINTER)
                                .locale(Locale.ENGLISH)
                                .regularExpressionFactory(pattern -> {
                                    var compiled = Pattern.compile(pattern);
                                    return text -> compiled.matcher(text).find();
                                })
                                .build()));
        static final Schema META = REGISTRY.getSchema(SchemaLocation.of(DIALECT));
    }
}
