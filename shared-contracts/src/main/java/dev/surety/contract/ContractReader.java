package dev.surety.contract;

import dev.surety.request.Money;
import dev.surety.tool.ArgumentSchema;
import dev.surety.tool.BodyTemplate;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Turns YAML into the records of the model. It goes on after what it can't read, so that somebody who mends a contract is told everything at once; a
 * data binder would stop at the first.
 */
final class ContractReader {

    /** Components that need not be written; for all others a missing key is an error. */
    static final Map<Class<?>, Set<String>> MAY_BE_LEFT_OUT = Map.ofEntries(
            Map.entry(Contract.class, Set.of("roles", "priorities", "identity", "tools", "redaction")),
            Map.entry(Contract.Identity.class, Set.of("groups", "clearance", "unknownPeople", "provisioners")),
            Map.entry(Contract.Cost.class, Set.of("calls", "budgets")),
            Map.entry(Contract.Budget.class, Set.of("group")),
            Map.entry(Contract.Tool.class, Set.of("http", "mcp", "search", "confirm", "outside")),
            Map.entry(Contract.HttpCall.class, Set.of("headers", "body", "returns")),
            Map.entry(Contract.McpCall.class, Set.of("headers")),
            Map.entry(Contract.ToolHeader.class, Set.of("value", "secret")),
            Map.entry(Contract.PolicyRule.class, Set.of("words")),
            Map.entry(Contract.TierRule.class, Set.of("call", "outside", "region")),
            Map.entry(Contract.RedactionRule.class, Set.of("reversible", "regions")),
            Map.entry(Contract.ActionRule.class, Set.of("slice")));

    private final Findings findings;

    private ContractReader(Findings findings) {
        this.findings = findings;
    }

    /** @throws RejectedContract with everything that can't be read */
    static Contract read(Path file, Node root) {
        var findings = new Findings(file, new Lines(root));
        var contract = new ContractReader(findings).value(root, Contract.class, Place.TOP);
        findings.rejectIfAny();
        return (Contract) contract.orElseThrow(() -> new IllegalStateException("what was not read was not told either"));
    }

    /** The value of a node; empty when it could not be read, which has been told then. */
    private Optional<Object> value(Node node, Type type, Place place) {
        if (isEmpty(node)) {
            return fail(node, place, "is empty: write a value, or leave the line out");
        }
        if (type instanceof ParameterizedType container) {
            var entry = container.getActualTypeArguments()[container.getActualTypeArguments().length - 1];
            return container.getRawType() == Map.class ? map(node, entry, place) : list(node, entry, place);
        }
        var wanted = (Class<?>) type;
        if (wanted == PathStep.class) {
            return step(node, place);
        }
        if (wanted == ArgumentSchema.class || wanted == BodyTemplate.class) {
            return json(node, wanted, place);
        }
        return isFields(wanted) ? fields(node, wanted, place) : single(node, wanted, place);
    }

    /** Whether a type is written as a map of its components, and not as a single value. */
    private static boolean isFields(Class<?> type) {
        return type == Contract.class || type.isRecord() && type.getEnclosingClass() == Contract.class;
    }

    private Optional<Object> fields(Node node, Class<?> type, Place place) {
        var components = type.getRecordComponents();
        var known = Arrays.stream(components).map(RecordComponent::getName).toList();
        var written = keys(node, place, "keys with values are expected here; known are " + String.join(", ", known));
        if (written.isEmpty()) {
            return Optional.empty();
        }
        written.get().keySet().stream().filter(key -> !known.contains(key)).forEach(key -> unknown(place.key(key), key, known));
        var values = Arrays.stream(components).map(component -> component(component, written.get(), type, place)).toList();
        return values.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : Optional.of(made(type, components, values.stream().map(value -> value.orElseThrow().value()).toArray()));
    }

    private Optional<Given> component(RecordComponent component, Map<String, Node> written, Class<?> type, Place place) {
        var node = written.get(component.getName());
        if (node != null) {
            return value(node, component.getGenericType(), place.key(component.getName())).map(Given::new);
        }
        if (MAY_BE_LEFT_OUT.getOrDefault(type, Set.of()).contains(component.getName())) {
            return Optional.of(new Given(component.getType() == boolean.class ? false : null));
        }
        findings.add(place.key(component.getName()), "is missing: write it; docs/contract.md shows how");
        return Optional.empty();
    }

    private Optional<Object> map(Node node, Type entry, Place place) {
        return keys(node, place, "names with values are expected here").flatMap(written -> {
            var values = new LinkedHashMap<String, Object>();
            written.forEach((key, value) -> value(value, entry, place.key(key)).ifPresent(read -> values.put(key, read)));
            return values.size() == written.size() ? Optional.of(values) : Optional.empty();
        });
    }

    private Optional<Object> list(Node node, Type entry, Place place) {
        if (!(node instanceof SequenceNode sequence)) {
            return fail(node, place, "a list is expected here: put the entry into [ ], or after a hyphen");
        }
        var values = new ArrayList<>();
        var index = 0;
        for (var element : sequence.getValue()) {
            value(element, entry, place.entry(index++)).ifPresent(values::add);
        }
        return values.size() == sequence.getValue().size() ? Optional.of(values) : Optional.empty();
    }

    /** A slice, or a list of those that run side by side. */
    private Optional<Object> step(Node node, Place place) {
        if (!(node instanceof SequenceNode sequence)) {
            return single(node, SliceName.class, place).map(slice -> new PathStep(List.of((SliceName) slice)));
        }
        if (sequence.getValue().isEmpty()) {
            return fail(node, place, "names no slice: write one, or leave the step out");
        }
        return list(node, SliceName.class, place).map(slices -> new PathStep(((List<?>) slices).stream().map(SliceName.class::cast).toList()));
    }

    /** What is JSON in a contract, written as YAML. */
    private Optional<Object> json(Node node, Class<?> type, Place place) {
        return JsonInYaml.read(node, place, findings).flatMap(read -> {
            try {
                return Optional.of(type == ArgumentSchema.class ? ArgumentSchema.of(read) : BodyTemplate.of(read));
            } catch (IllegalArgumentException refused) {
                return fail(node, place, refused.getMessage());
            }
        });
    }

    private Optional<Object> single(Node node, Class<?> type, Place place) {
        if (!(node instanceof ScalarNode scalar)) {
            return fail(node, place, (node instanceof SequenceNode ? "a list" : "a map") + " stands here, " + WrittenValue.expected(type) + " is expected");
        }
        if (scalar.getValue().isBlank()) {
            return fail(node, place, "is blank: write " + WrittenValue.expected(type));
        }
        if (type == Money.class && !scalar.getTag().equals(Tag.STR)) {
            return fail(node, place, "an amount is a text, so that no digit is lost: write \"" + scalar.getValue() + "\"");
        }
        try {
            return Optional.of(WrittenValue.of(type, scalar.getValue()));
        } catch (IllegalArgumentException refused) {
            return fail(node, place, refused.getMessage());
        }
    }

    /** The keys of a map and what stands behind them; empty when it is none. A key that stands there twice is told. */
    private Optional<Map<String, Node>> keys(Node node, Place place, String expected) {
        if (!(node instanceof MappingNode mapping)) {
            fail(node, place, expected);
            return Optional.empty();
        }
        var keys = new LinkedHashMap<String, Node>();
        var lines = new LinkedHashMap<String, Integer>();
        for (var tuple : mapping.getValue()) {
            key(tuple, place).ifPresent(key -> {
                var line = Lines.of(tuple.getKeyNode().getStartMark());
                if (keys.putIfAbsent(key, tuple.getValueNode()) == null) {
                    lines.put(key, line);
                } else {
                    findings.add(line, place.key(key), "stands in line " + lines.get(key) + " already: keep one of them");
                }
            });
        }
        return Optional.of(keys);
    }

    private Optional<String> key(NodeTuple tuple, Place place) {
        if (tuple.getKeyNode() instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return Optional.of(scalar.getValue());
        }
        findings.add(Lines.of(tuple.getKeyNode().getStartMark()), place, "a key is a word: write one before the colon");
        return Optional.empty();
    }

    private void unknown(Place place, String key, List<String> known) {
        var nearest = NearestWord.to(key, known).map(word -> "did you mean '" + word + "'? ").orElse("");
        findings.add(place, "there is no such key: " + nearest + "known are " + String.join(", ", known));
    }

    private Optional<Object> fail(Node node, Place place, String message) {
        findings.add(Lines.of(node.getStartMark()), place, message);
        return Optional.empty();
    }

    private static boolean isEmpty(Node node) {
        return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
    }

    private static Object made(Class<?> type, RecordComponent[] components, @Nullable Object[] values) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return constructor.newInstance(values);
        } catch (InvocationTargetException refused) {
            throw new IllegalStateException(type.getSimpleName() + " refuses what was read for it", refused.getCause());
        } catch (ReflectiveOperationException everyRecordHasOne) {
            throw new IllegalStateException(everyRecordHasOne);
        }
    }

    /** A component's value; null for one that may be left out and was. */
    private record Given(@Nullable Object value) {}
}
