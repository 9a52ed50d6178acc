package dev.surety.evaluation.suite;

import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Finds where something stands in a YAML text. */
final class YamlLines {

    private final Node root;

    /** @param yaml a text that parses */
    YamlLines(String yaml) {
        this.root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(yaml));
    }

    /**
     * The line, from 1, of the deepest part of a path that is there.
     *
     * @param path keys and, for members of lists, numbers from 0
     */
    int of(List<String> path) {
        var node = root;
        var line = 1;
        for (var step : path) {
            var next = child(node, step);
            if (next.isEmpty()) {
                break;
            }
            line = next.get().line();
            node = next.get().value();
        }
        return line;
    }

    private static Optional<Place> child(Node node, String step) {
        return switch (node) {
            case MappingNode mapping -> mapping.getValue().stream()
                    .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals(step))
                    .map(tuple -> new Place(tuple.getKeyNode().getStartMark().getLine() + 1, tuple.getValueNode()))
                    .findFirst();
            case SequenceNode list when step.matches("\\d{1,6}") && Integer.parseInt(step) < list.getValue().size() -> {
                var member = list.getValue().get(Integer.parseInt(step));
                yield Optional.of(new Place(member.getStartMark().getLine() + 1, member));
            }
            default -> Optional.empty();
        };
    }

    private record Place(int line, Node value) {}
}
