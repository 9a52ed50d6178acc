package dev.surety.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** JSON that is written as YAML: what YAML reads in more than one way, such as {@code yes} or {@code 010}, is refused. */
final class JsonInYaml {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern WHOLE = Pattern.compile("-?(?:0|[1-9][0-9]{0,17})");
    private static final Pattern DECIMAL = Pattern.compile("-?(?:0|[1-9][0-9]{0,17})\\.[0-9]{1,18}");

    private final Findings findings;
    private boolean failed;

    private JsonInYaml(Findings findings) {
        this.findings = findings;
    }

    /** The JSON of a node; empty when it is none, which has been told then. */
    static Optional<JsonNode> read(Node node, Place place, Findings findings) {
        var reader = new JsonInYaml(findings);
        var read = reader.value(node, place);
        return reader.failed ? Optional.empty() : Optional.of(read);
    }

    private JsonNode value(Node node, Place place) {
        return switch (node) {
            case MappingNode mapping -> object(mapping, place);
            case SequenceNode sequence -> list(sequence, place);
            case ScalarNode scalar -> scalar(scalar, place);
            default -> fail(node, place, "is no JSON: write a map, a list or a value");
        };
    }

    private JsonNode object(MappingNode mapping, Place place) {
        var object = NODES.objectNode();
        for (var tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key) || key.getTag().equals(Tag.MERGE)) {
                fail(tuple.getKeyNode(), place, "a key is a word: write one before the colon");
            } else if (object.has(key.getValue())) {
                fail(key, place.key(key.getValue()), "stands there already: keep one of them");
            } else {
                object.set(key.getValue(), value(tuple.getValueNode(), place.key(key.getValue())));
            }
        }
        return object;
    }

    private JsonNode list(SequenceNode sequence, Place place) {
        var list = NODES.arrayNode();
        for (var element : sequence.getValue()) {
            list.add(value(element, place.entry(list.size())));
        }
        return list;
    }

    private JsonNode scalar(ScalarNode scalar, Place place) {
        var text = scalar.getValue();
        var tag = scalar.getTag();
        if (tag.equals(Tag.STR) || tag.equals(Tag.TIMESTAMP)) {
            return NODES.textNode(text);
        }
        if (tag.equals(Tag.BOOL) && (text.equals("true") || text.equals("false"))) {
            return NODES.booleanNode(text.equals("true"));
        }
        if (tag.equals(Tag.NULL) && text.equals("null")) {
            return NODES.nullNode();
        }
        if (tag.equals(Tag.INT) && WHOLE.matcher(text).matches()) {
            return NODES.numberNode(Long.parseLong(text));
        }
        if (tag.equals(Tag.FLOAT) && DECIMAL.matcher(text).matches()) {
            return NODES.numberNode(new BigDecimal(text));
        }
        return fail(scalar, place, text.isEmpty() ? "is empty: write a value, or leave the line out" : "'" + text + "' could mean several things: put it into quotes if it is text");
    }

    private JsonNode fail(Node node, Place place, String message) {
        failed = true;
        findings.add(Lines.of(node.getStartMark()), place, message);
        return NODES.nullNode();
    }
}
