package dev.surety.contract;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Finds where a key stands in a YAML file. */
final class Lines {

    private Lines() {}

    /** The line, from 1, of the deepest part of a dotted path that is there. */
    static int of(Path file, String path) {
        try (Reader reader = Files.newBufferedReader(file)) {
            var node = new Yaml(new SafeConstructor(new LoaderOptions())).compose(reader);
            var line = 1;
            for (var key : path.split("\\.")) {
                var next = child(node, key);
                if (next == null) {
                    break;
                }
                line = next.key().getStartMark().getLine() + 1;
                node = next.value();
            }
            return line;
        } catch (IOException gone) {
            return 1;
        }
    }

    private static @Nullable Entry child(Node node, String key) {
        if (node instanceof MappingNode mapping) {
            for (var tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode scalar && scalar.getValue().equals(key)) {
                    return new Entry(scalar, tuple.getValueNode());
                }
            }
        }
        return null;
    }

    private record Entry(Node key, Node value) {}
}
