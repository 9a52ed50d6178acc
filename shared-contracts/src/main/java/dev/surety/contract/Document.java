package dev.surety.contract;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;

/** The YAML of a contract, before anybody asks what it means: one document, plain maps, lists and values. */
final class Document {

    private static final int DEEPEST = 20;

    private Document() {}

    /**
     * The map at the top of the file.
     *
     * @throws RejectedContract when the text is no YAML, or YAML that a contract does not need; the message names file, line and reason
     */
    static Node parsed(Path file, String text) {
        try {
            plain(file, text);
            var root = yaml().compose(new StringReader(text));
            if (root instanceof MappingNode) {
                return root;
            }
            throw new RejectedContract(root == null || root.getTag().equals(Tag.NULL)
                    ? file + ":1: the file is empty: docs/contract.md shows what a contract says"
                    : "%s:%d: keys with values are expected here, such as 'contract: my-assistant'".formatted(file, Lines.of(root.getStartMark())));
        } catch (MarkedYAMLException syntax) {
            throw new RejectedContract("%s:%d: not valid YAML: %s".formatted(file, line(syntax), problem(syntax)));
        } catch (YAMLException unreadable) {
            throw new RejectedContract(file + ":1: not valid YAML: " + unreadable.getMessage().lines().findFirst().orElse(""));
        }
    }

    /** Goes through the text once, without building anything: a few lines of aliases, or of brackets, could stand for more than fits into the heap. */
    private static void plain(Path file, String text) {
        var documents = 0;
        var depth = 0;
        for (var event : yaml().parse(new StringReader(text))) {
            if (event instanceof DocumentStartEvent && ++documents > 1) {
                throw rejected(file, event, "a second document begins here: one file is one contract");
            }
            depth += switch (event) {
                case CollectionStartEvent _ -> 1;
                case CollectionEndEvent _ -> -1;
                default -> 0;
            };
            if (depth > DEEPEST) {
                throw rejected(file, event, "nested more than " + DEEPEST + " deep: no field of a contract lies so deep");
            }
            unneeded(event).ifPresent(what -> {
                throw rejected(file, event, what);
            });
        }
    }

    private static RejectedContract rejected(Path file, Event event, String why) {
        return new RejectedContract("%s:%d: %s".formatted(file, Lines.of(event.getStartMark()), why));
    }

    private static Optional<String> unneeded(Event event) {
        if (event instanceof AliasEvent alias) {
            return Optional.of("*" + alias.getAnchor() + " is an alias: write the value where it is needed");
        }
        if (event instanceof NodeEvent node && node.getAnchor() != null) {
            return Optional.of("&" + node.getAnchor() + " is an anchor: write the value where it is needed");
        }
        return Optional.ofNullable(tag(event)).map(tag -> "'" + tag + "' is a tag: leave it out");
    }

    private static @Nullable String tag(Event event) {
        return switch (event) {
            case ScalarEvent scalar -> scalar.getTag();
            case CollectionStartEvent collection -> collection.getTag();
            default -> null;
        };
    }

    private static Yaml yaml() {
        return new Yaml();
    }

    private static int line(MarkedYAMLException syntax) {
        return syntax.getProblemMark() == null ? 1 : Lines.of(syntax.getProblemMark());
    }

    private static String problem(MarkedYAMLException syntax) {
        return syntax.getProblem() == null ? syntax.getMessage().lines().findFirst().orElse("") : syntax.getProblem();
    }
}
