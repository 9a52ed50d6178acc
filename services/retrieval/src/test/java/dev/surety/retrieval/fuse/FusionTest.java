package dev.surety.retrieval.fuse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.api.Passage;
import dev.surety.retrieval.engine.Hit;
import dev.surety.retrieval.engine.Hits;
import dev.surety.retrieval.testing.ChunkFixture;
import dev.surety.retrieval.testing.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FusionTest {

    @Test
    void scoresAreStretchedToTheirHalfsRangeAndWeighted() {
        var hits = new Hits(List.of(hit("a", 12), hit("b", 9), hit("c", 2)), List.of(hit("b", 0.9), hit("d", 0.8), hit("a", 0.5)), true);

        var fused = fusion(Map.of("surety.fusion.vector-weight", "0.25")).fuse(hits, 10);

        assertEquals(
                List.of(
                        scored("b", 9.0, 0.9, 0.75 * 0.7 + 0.25),
                        scored("a", 12.0, 0.5, 0.75),
                        scored("d", null, 0.8, 0.25 * (0.8 - 0.5) / (0.9 - 0.5)),
                        scored("c", 2.0, null, 0.0)),
                scores(fused));
    }

    @Test
    void ranksAreFusedByTheirReciprocals() {
        var hits = new Hits(List.of(hit("a", 12), hit("b", 9)), List.of(hit("b", 0.9), hit("c", 0.1)), true);

        var fused = fusion(Map.of("surety.fusion.method", "rank", "surety.fusion.rank-constant", "4")).fuse(hits, 10);

        assertEquals(
                List.of(
                        scored("b", 9.0, 0.9, 0.5 * (1.0 / 6 / (1.0 / 5)) + 0.5),
                        scored("a", 12.0, null, 0.5),
                        scored("c", null, 0.1, 0.5 * (1.0 / 6 / (1.0 / 5)))),
                scores(fused));
    }

    @Test
    void theOnlyHalfThatFoundSomethingDecidesAlone() {
        var byWords = new Hits(List.of(hit("a", 12), hit("b", 2)), List.of(), false);
        var byMeaning = new Hits(List.of(), List.of(hit("a", 0.9), hit("b", 0.2)), true);

        var fused = List.of(scores(fusion(Map.of()).fuse(byWords, 10)), scores(fusion(Map.of()).fuse(byMeaning, 10)));

        assertEquals(
                List.of(
                        List.of(scored("a", 12.0, null, 1.0), scored("b", 2.0, null, 0.0)),
                        List.of(scored("a", null, 0.9, 1.0), scored("b", null, 0.2, 0.0))),
                fused);
    }

    @Test
    void equalScoresAreAllTheBestAndKeepAStableOrder() {
        var hits = new Hits(List.of(hit("b", 3), hit("a", 3)), List.of(), false);

        var fused = fusion(Map.of()).fuse(hits, 10);

        assertEquals(List.of(scored("a", 3.0, null, 1.0), scored("b", 3.0, null, 1.0)), scores(fused));
    }

    @Test
    void noDocumentFillsTheResult() {
        var hits = new Hits(List.of(hit("a:0", 9), hit("a:1", 8), hit("a:2", 7), hit("b:0", 6), hit("c:0", 5)), List.of(), false);

        var fused = fusion(Map.of("surety.fusion.per-document", "2")).fuse(hits, 3);

        assertEquals(List.of("a:0", "a:1", "b:0"), fused.stream().map(candidate -> candidate.hit().id()).toList());
    }

    @Test
    void nothingFoundIsNothing() {
        assertEquals(List.of(), fusion(Map.of()).fuse(new Hits(List.of(), List.of(), true), 10));
    }

    private static Fusion fusion(Map<String, String> properties) {
        return new Fusion(Settings.read(FusionConfig.class, properties));
    }

    /** The document's id is what stands before a colon. */
    private static Hit hit(String id, double score) {
        return new Hit(id, "handbook-0001", score, ChunkFixture.aChunkOf(id.replaceAll(":.*", "")).chunk());
    }

    private static Map.Entry<String, Passage.Scores> scored(String id, Double lexical, Double vector, double fused) {
        return Map.entry(id, new Passage.Scores(lexical, vector, rounded(fused), null));
    }

    private static List<Map.Entry<String, Passage.Scores>> scores(List<Fused> fused) {
        return fused.stream()
                .map(candidate -> scored(
                        candidate.hit().id(), candidate.scores().lexical(), candidate.scores().vector(), candidate.scores().fused()))
                .toList();
    }

    /** The order of additions may change the last bits. */
    private static double rounded(double score) {
        return Math.round(score * 1e12) / 1e12;
    }
}
