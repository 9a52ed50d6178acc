package dev.surety.redaction;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.contract.RedactionKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The redactor against the labelled texts of {@code eval/redaction}. */
class RedactionSetTest {

    private static final Path SET = Path.of("../eval/redaction");
    private static final int LEAST_LABELS = 200;
    private static final int LEAST_DECOYS = 100;

    @ParameterizedTest
    @ValueSource(strings = {"blind", "tuned"})
    void noKindIsFoundWorseThanItsFloor(String half) throws IOException {
        var floors = new ObjectMapper().readTree(SET.resolve("floors.json").toFile()).path(half);

        var scores = Scores.of(LabelledText.read(SET, half), Scores.redactor(LabelledText.people(SET)));

        assertAll(Arrays.stream(RedactionKind.values()).map(kind -> () -> holds(floors.path(kind.label()), kind, scores)));
        assertTrue(scores.decoysHit().values().stream().mapToInt(Integer::intValue).sum() <= floors.path("decoysHit").asInt(), "decoys hit: " + scores.decoysHit());
    }

    @ParameterizedTest
    @ValueSource(strings = {"blind", "tuned"})
    void bothHalvesHaveEveryKindAndEnoughOfAll(String half) throws IOException {
        var texts = LabelledText.read(SET, half);

        var scores = Scores.of(texts, Scores.redactor(KnownPeople.NOBODY));

        assertTrue(scores.all().labels() >= LEAST_LABELS, "labels: " + scores.all().labels());
        assertTrue(scores.decoys() >= LEAST_DECOYS, "decoys: " + scores.decoys());
        scores.byKind().forEach((kind, score) -> assertTrue(score.labels() > 0, kind.label()));
        assertEquals(texts.size(), new HashSet<>(texts).size());
    }

    @Test
    void theReadmeCountsWhatIsThere() throws IOException {
        var readme = Files.readString(SET.resolve("README.md"));

        var blind = Scores.of(LabelledText.read(SET, "blind"), LabelledText::labels).byKind();
        var tuned = Scores.of(LabelledText.read(SET, "tuned"), LabelledText::labels).byKind();

        assertAll(Arrays.stream(RedactionKind.values())
                .map(kind -> "| %s | %d | %d |".formatted(kind.label(), blind.get(kind).labels(), tuned.get(kind).labels()))
                .map(line -> () -> assertTrue(readme.contains(line), line)));
    }

    @Test
    void aPerfectFinderIsScoredPerfect() throws IOException {
        var scores = Scores.of(LabelledText.read(SET, "blind"), LabelledText::labels);

        assertEquals(1.0, scores.all().recall());
        assertEquals(1.0, scores.all().precision());
        assertTrue(scores.decoysHit().isEmpty());
    }

    private static void holds(JsonNode floor, RedactionKind kind, Scores scores) {
        var score = scores.byKind().get(kind);
        assertTrue(floor.path("recall").isNumber() && floor.path("precision").isNumber(), kind.label() + " has no floor");
        assertTrue(score.recall() >= floor.path("recall").asDouble(),
                () -> "recall of %s is %.3f, its floor %s; missed: %s".formatted(kind.label(), score.recall(), floor.path("recall"), of(kind, scores.missed())));
        assertTrue(score.precision() >= floor.path("precision").asDouble(),
                () -> "precision of %s is %.3f, its floor %s; wrong: %s".formatted(kind.label(), score.precision(), floor.path("precision"), of(kind, scores.wrong())));
    }

    private static List<String> of(RedactionKind kind, List<String> all) {
        return all.stream().filter(one -> one.contains(" " + kind.label() + " ")).toList();
    }
}
