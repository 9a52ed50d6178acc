package dev.surety.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.surety.tool.Placeholders.Part;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * JSON with places for arguments in its texts. A text that is nothing but a place becomes the argument's value, whatever its type, and goes with its member
 * when the argument was not given; in a longer text the argument is text too. A value is put into the tree and not into the text of it, so that it can't be
 * anything but a value.
 */
public final class BodyTemplate {

    private final JsonNode written;

    private BodyTemplate(JsonNode written) {
        this.written = written;
    }

    /** @throws IllegalArgumentException when a place for an argument is not written as one, or stands in a name; the message says why */
    public static BodyTemplate of(JsonNode written) {
        check(written);
        return new BodyTemplate(written.deepCopy());
    }

    private static void check(JsonNode node) {
        if (node.isTextual()) {
            Placeholders.of(node.asText());
        }
        node.properties().forEach(member -> {
            if (member.getKey().contains("{{")) {
                throw new IllegalArgumentException("'" + member.getKey() + "' is the name of a member: arguments are put into values only");
            }
        });
        node.forEach(BodyTemplate::check);
    }

    /** Arguments that it is made of. */
    public List<String> names() {
        return names(written).distinct().toList();
    }

    private static Stream<String> names(JsonNode node) {
        return node.isTextual() ? Placeholders.of(node.asText()).names() : StreamSupport.stream(node.spliterator(), false).flatMap(BodyTemplate::names);
    }

    /** The body of one call. */
    public JsonNode rendered(Arguments arguments) {
        return rendered(written, arguments).orElseGet(JsonNodeFactory.instance::nullNode);
    }

    private static Optional<JsonNode> rendered(JsonNode node, Arguments arguments) {
        if (node.isTextual()) {
            return text(Placeholders.of(node.asText()), arguments);
        }
        if (node.isObject()) {
            var object = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(member -> rendered(member.getValue(), arguments).ifPresent(value -> object.set(member.getKey(), value)));
            return Optional.of(object);
        }
        if (node.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> rendered(element, arguments).ifPresent(array::add));
            return Optional.of(array);
        }
        return Optional.of(node);
    }

    private static Optional<JsonNode> text(Placeholders template, Arguments arguments) {
        if (template.isOne()) {
            return template.names().findFirst().flatMap(arguments::value).map(JsonNode::deepCopy);
        }
        return Optional.of(JsonNodeFactory.instance.textNode(template.parts().stream()
                .map(part -> switch (part) {
                    case Part.Text(var text) -> text;
                    case Part.Argument(var name) -> arguments.text(name).orElse("");
                })
                .collect(Collectors.joining())));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BodyTemplate template && written.equals(template.written);
    }

    @Override
    public int hashCode() {
        return written.hashCode();
    }

    @Override
    public String toString() {
        return "BodyTemplate" + names();
    }
}
