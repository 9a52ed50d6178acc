package dev.surety.systemtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout's contract with some of its values changed. */
final class Contracts {

    private static final YAMLMapper YAML = YAMLMapper.builder().build();

    private final JsonNode tree;

    private Contracts(JsonNode tree) {
        this.tree = tree;
    }

    static Contracts of(Path contract) throws IOException {
        return new Contracts(YAML.readTree(Files.readString(contract)));
    }

    /**
     * Another value at a place, as YAML.
     *
     * @param pointer JSON pointer to a key that is there
     */
    Contracts with(String pointer, String value) throws IOException {
        var changed = tree.deepCopy();
        var end = pointer.lastIndexOf('/');
        var name = pointer.substring(end + 1);
        switch (changed.at(pointer.substring(0, end))) {
            case ObjectNode map when map.has(name) -> map.set(name, YAML.readTree(value));
            case ArrayNode list when list.has(Integer.parseInt(name)) -> list.set(Integer.parseInt(name), YAML.readTree(value));
            default -> throw new IllegalArgumentException("the contract has nothing at " + pointer);
        }
        return new Contracts(changed);
    }

    Path write(String name) throws IOException {
        var file = Path.of("target", "contract-" + name + ".yaml").toAbsolutePath();
        return Files.writeString(file, YAML.writeValueAsString(tree));
    }
}
