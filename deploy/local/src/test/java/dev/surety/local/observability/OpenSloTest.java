package dev.surety.local.observability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.surety.contract.SliceName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenSloTest {

    private static final Path COMMITTED = Contracts.CHECKOUT.observability().resolve("openslo");
    private static final YAMLMapper YAML = new YAMLMapper();

    @TempDir
    Path folder;

    @Test
    void validatorOfOpenSloAcceptsEveryDocument() throws Exception {
        var arguments = new ArrayList<>(List.of("validate"));
        files().forEach(file -> arguments.addAll(List.of("-f", file.getFileName().toString())));

        oslo().accepts(COMMITTED, arguments);

        assertTrue(arguments.size() > 2 * SliceName.values().length, arguments.toString());
    }

    @Test
    void validatorOfOpenSloRefusesABrokenOne() throws Exception {
        var broken = Files.readString(COMMITTED.resolve("answer.yaml")).replace("budgetingMethod: Occurrences", "budgetingMethod: Guesses");
        Files.writeString(folder.resolve("answer.yaml"), broken);

        var ended = oslo().run(folder, List.of("validate", "-f", "answer.yaml"));

        assertNotEquals(0, ended.exit(), ended.said());
        assertTrue(ended.said().contains("BudgetingMethod"), ended.said());
    }

    @Test
    void documentsHaveTheShapeOfTheSpecificationAndReferToEachOther() throws IOException {
        assertEquals(List.of(), OpenSloShape.wrongWith(documents()));
    }

    @Test
    void shapeNoticesWhatTheValidatorLetsPass() throws IOException {
        var documents = documents();
        var slo = (ObjectNode) documents.stream().filter(document -> document.get("kind").asText().equals("SLO")).findFirst().orElseThrow().get("spec");
        slo.put("indicatorRef", "nobody").put("budgetMethod", "Occurrences");
        ((ObjectNode) slo.at("/timeWindow/0")).put("duration", "0s");

        var wrong = OpenSloShape.wrongWith(documents);

        assertEquals(3, wrong.size(), wrong.toString());
    }

    @Test
    void everyObjectiveHasAnIndicatorAndATargetForLatencyAndForAvailability() throws IOException {
        var objectives = new TreeSet<>(List.of("answer"));
        Arrays.stream(SliceName.values()).map(SliceName::label).forEach(objectives::add);
        var expected = new TreeSet<String>();
        objectives.forEach(objective -> expected.addAll(List.of(objective + "-availability", objective + "-latency")));

        var documents = documents();

        assertEquals(expected, names(documents, "SLO"));
        assertEquals(expected, names(documents, "SLI"));
    }

    private static TreeSet<String> names(List<JsonNode> documents, String kind) {
        var names = new TreeSet<String>();
        documents.stream().filter(document -> document.get("kind").asText().equals(kind)).forEach(document -> names.add(document.at("/metadata/name").asText()));
        return names;
    }

    private static Tool oslo() {
        return Tool.orSkip("oslo", "SURETY_OSLO", "it is built with Go, as .ci/oslo/go.mod says");
    }

    private static List<JsonNode> documents() throws IOException {
        var documents = new ArrayList<JsonNode>();
        for (var file : files()) {
            try (var read = YAML.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
                documents.addAll(read.readAll());
            }
        }
        return documents;
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(COMMITTED)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        }
    }
}
