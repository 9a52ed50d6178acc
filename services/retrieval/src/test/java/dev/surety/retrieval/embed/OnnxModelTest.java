package dev.surety.retrieval.embed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtException;
import dev.surety.retrieval.embed.EmbeddingModel.Purpose;
import dev.surety.retrieval.embed.EmbeddingModel.Vector;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxModelTest {

    private static final String TEXT = "You may work abroad for up to 30 calendar days a year.";
    private static final Map<OnboardModel, OnnxModel> MODELS = new EnumMap<>(OnboardModel.class);

    @BeforeAll
    static void load() {
        for (var model : OnboardModel.values()) {
            MODELS.put(model, new OnnxModel(model));
        }
    }

    @AfterAll
    static void close() throws OrtException {
        for (var model : MODELS.values()) {
            model.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSameTextGivesTheSameVectorToTheBitOnAnyThread(OnboardModel model) {
        var first = embed(model, TEXT, Purpose.PASSAGE).values();

        var others = IntStream.range(0, 16).parallel().mapToObj(run -> embed(model, TEXT, Purpose.PASSAGE).values()).toList();

        assertTrue(others.stream().allMatch(other -> Arrays.equals(first, other)));
    }

    @ParameterizedTest
    @EnumSource
    void aVectorHas384DimensionsAndLength1(OnboardModel model) {
        var vector = embed(model, TEXT, Purpose.QUERY).values();

        assertEquals(384, vector.length);
        assertEquals(1, dot(vector, vector), 1e-6);
    }

    @ParameterizedTest
    @EnumSource
    void aQuestionLiesNearerToWhatAnswersItThanToSomethingElse(OnboardModel model) {
        var question = embed(model, "How long can I be in another country for my job?", Purpose.QUERY).values();

        var answer = dot(question, embed(model, TEXT, Purpose.PASSAGE).values());
        var other = dot(question, embed(model, "The printer on the second floor needs new toner.", Purpose.PASSAGE).values());

        assertTrue(answer > other + 0.1, answer + " and " + other);
    }

    @Test
    void questionsAndPassagesDifferWhereTheModelSaysSo() {
        assertTrue(different(OnboardModel.BGE_SMALL));
        assertTrue(!different(OnboardModel.MINI_LM));
    }

    @Test
    void whatLiesBeyond512TokensStillCounts() {
        var start = "All about annual leave and who approves it. ".repeat(60);

        var withoutEnd = embed(OnboardModel.BGE_SMALL, start, Purpose.PASSAGE);
        var withEnd = embed(OnboardModel.BGE_SMALL, start + "The printer needs new toner. ".repeat(60), Purpose.PASSAGE);

        assertTrue(withoutEnd.tokens() > 512 && withEnd.tokens() > withoutEnd.tokens() + 300);
        assertEquals(1, dot(withEnd.values(), withEnd.values()), 1e-6);
        assertTrue(dot(withoutEnd.values(), withEnd.values()) < 0.99);
    }

    @Test
    void ofALongQuestionTheStartCounts() {
        var start = embed(OnboardModel.MINI_LM, "leave ".repeat(510), Purpose.QUERY);
        var all = embed(OnboardModel.MINI_LM, "leave ".repeat(510) + "printer ".repeat(100), Purpose.QUERY);

        assertArrayEquals(start.values(), all.values());
        assertEquals(512, all.tokens());
    }

    @Test
    void aTextOfExactlyOneWindowIsReadAtOnce() {
        // 510 words of one token each: with the two special tokens, all that the model can read.
        var full = embed(OnboardModel.MINI_LM, "leave ".repeat(510), Purpose.PASSAGE);
        var more = embed(OnboardModel.MINI_LM, "leave ".repeat(511), Purpose.PASSAGE);

        assertEquals(512, full.tokens());
        assertEquals(513, more.tokens());
    }

    @Test
    void aLongTextThatNobodyWantsAnyMoreIsNotReadToItsEnd() {
        var model = MODELS.get(OnboardModel.MINI_LM);
        var text = "leave ".repeat(600);

        assertThrows(CancellationException.class, () -> model.embed(text, Purpose.PASSAGE, () -> true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\u0000\u0001\u001b[31m", "\ud83d", "\udc00 alone", "👩‍🚀🚀", "年假有多少天？", "كم يومًا من الإجازة؟", "​", "[CLS] [SEP] [PAD]", "é́́́́"})
    void anyTextHasAVector(String text) {
        var vector = embed(OnboardModel.BGE_SMALL, text, Purpose.QUERY).values();

        assertEquals(1, dot(vector, vector), 1e-6);
    }

    @Test
    void zerosStayZeros() {
        assertArrayEquals(new float[2], Vector.unit(new float[2]));
        assertArrayEquals(new float[] {0.6f, 0.8f}, Vector.unit(new float[] {3, 4}));
    }

    private static boolean different(OnboardModel model) {
        return dot(embed(model, TEXT, Purpose.QUERY).values(), embed(model, TEXT, Purpose.PASSAGE).values()) < 0.999;
    }

    private static Vector embed(OnboardModel model, String text, Purpose purpose) {
        return MODELS.get(model).embed(text, purpose, () -> false);
    }

    private static double dot(float[] one, float[] other) {
        return IntStream.range(0, one.length).mapToDouble(i -> (double) one[i] * other[i]).sum();
    }
}
