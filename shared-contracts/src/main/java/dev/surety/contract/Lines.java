package dev.surety.contract;

import java.util.Optional;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Finds where something stands in a YAML file. */
final class Lines {

    private final Node root;

    Lines(Node root) {
        this.root = root;
    }

    /** The line, from 1, of the deepest part of a place that is there. */
    int of(Place place) {
        var node = root;
        var line = 1;
        for (var step : place.steps()) {
            var next = switch (step) {
                case Place.Step.Key(var name) -> entry(node, name);
                case Place.Step.Entry(var index) -> entry(node, index);
            };
            if (next.isEmpty()) {
                break;
            }
            line = of(next.get().from());
            node = next.get().value();
        }
        return line;
    }

    /** A mark's line, from 1. */
    static int of(Mark mark) {
        return mark.getLine() + 1;
    }

    private static Optional<Found> entry(Node node, String name) {
        return node instanceof MappingNode mapping
                ? mapping.getValue().stream().filter(tuple -> isNamed(tuple, name)).findFirst().map(Found::of)
                : Optional.empty();
    }

    private static Optional<Found> entry(Node node, int index) {
        return node instanceof SequenceNode sequence && index < sequence.getValue().size()
                ? Optional.of(Found.of(sequence.getValue().get(index)))
                : Optional.empty();
    }

    private static boolean isNamed(NodeTuple tuple, String name) {
        return tuple.getKeyNode() instanceof ScalarNode scalar && scalar.getValue().equals(name);
    }

    private record Found(Mark from, Node value) {

        static Found of(NodeTuple tuple) {
            return new Found(tuple.getKeyNode().getStartMark(), tuple.getValueNode());
        }

        static Found of(Node entry) {
            return new Found(entry.getStartMark(), entry);
        }
    }
}
