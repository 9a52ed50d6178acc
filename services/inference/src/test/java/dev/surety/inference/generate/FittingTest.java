package dev.surety.inference.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.langchain4j.model.openai.internal.chat.JsonSchema;
import dev.langchain4j.model.openai.internal.chat.ResponseFormat;
import dev.langchain4j.model.openai.internal.chat.ResponseFormatType;
import dev.surety.contract.Contract;
import dev.surety.contract.Tier;
import dev.surety.request.Money;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Each piece has 100 tokens and the rest 50, and 16 are around the messages. */
class FittingTest {

    private static final int LEAST = 96;
    private static final Model MODEL = model("1", "5", 1_000, 500);

    @Example
    void whatFitsIsSentWhole() {
        var fitting = fit(MODEL, "0.03", 6);

        assertEquals(6, fitting.pieces());
        assertEquals(666, fitting.promptTokens());
        assertEquals(500, fitting.completionTokens());
        assertEquals(Money.of("0.003166"), fitting.worst());
        assertFalse(fitting.shortened());
    }

    @Example
    void theLastPiecesAreLeftOutWhenThereIsTooMuchToRead() {
        var fitting = fit(MODEL, "0.03", 20);

        assertEquals(9, fitting.pieces());
        assertEquals(966, fitting.promptTokens());
        // By the contract, as every time.
        assertFalse(fitting.shortened());
    }

    @Example
    void theReplyGetsShorterBeforePiecesAreLeftOut() {
        var fitting = fit(MODEL, "0.0016", 6);

        assertEquals(6, fitting.pieces());
        // (1600 - 666) / 5
        assertEquals(186, fitting.completionTokens());
        assertTrue(fitting.shortened());
    }

    @Example
    void piecesAreLeftOutWhenOnlyTheShortestReplyIsLeft() {
        var fitting = fit(MODEL, "0.00088", 6);

        assertEquals(3, fitting.pieces());
        assertEquals(102, fitting.completionTokens());
        assertTrue(fitting.shortened());
    }

    @Example
    void whatDoesNotEvenFitOnceIsTooDear() {
        var failure = assertThrows(WriterFailed.class, () -> fit(MODEL, "0.0006", 6));

        assertEquals("too-dear", failure.decision());
    }

    @Example
    void onePieceThatIsTooLongIsTooLong() {
        var failure = assertThrows(WriterFailed.class, () -> fit(model("0", "0", 100, 500), "0.03", 6));

        assertEquals("too-long", failure.decision());
    }

    @Example
    void aModelThatMayWriteLittleReadsLessWhenTheRestIsTooDear() {
        var fitting = fit(model("1", "5", 1_000, 96), "0.00088", 6);

        assertEquals(3, fitting.pieces());
        assertEquals(96, fitting.completionTokens());
        assertTrue(fitting.shortened());
    }

    @Example
    void theSchemaOfTheReplyIsReadToo() {
        var format = ResponseFormat.builder()
                .type(ResponseFormatType.JSON_SCHEMA)
                .jsonSchema(JsonSchema.builder().name("picked").strict(true).schema(Map.of("type", "object")).build())
                .build();

        var fitting = Fitting.of(MODEL, Money.of("0.03"), LEAST, 1, pieces -> new ModelRequest("", "", format), String::length);

        assertTrue(fitting.promptTokens() > 16 + "\"picked\",\"schema\":{\"type\":\"object\"}".length(), fitting.toString());
    }

    @Example
    void aModelThatMayWriteLessThanTheShortestReplyStillMay() {
        assertEquals(60, fit(model("1", "5", 1_000, 60), "0.03", 2).completionTokens());
    }

    @Property
    void theWorstCostAlwaysFitsWhatIsLeft(
            @ForAll @LongRange(min = 0, max = 100_000_000_000L) long promptPrice,
            @ForAll @LongRange(min = 0, max = 100_000_000_000L) long completionPrice,
            @ForAll @LongRange(min = 0, max = 1_000_000_000L) long left,
            @ForAll @IntRange(min = 1, max = 20) int most) {
        var model = new Model(
                MODEL.endpoint(), "any", new Contract.Price(units(promptPrice), units(completionPrice)), 1_000, 500, 1);

        try {
            var fitting = Fitting.of(model, units(left), LEAST, most, FittingTest::request, FittingTest::tokens);

            assertTrue(fitting.worst().compareTo(units(left)) <= 0, fitting.toString());
            assertEquals(fitting.worst(), model.price().of(fitting.promptTokens(), fitting.completionTokens()));
            assertTrue(fitting.promptTokens() <= 1_000 && fitting.completionTokens() >= LEAST && fitting.completionTokens() <= 500);
        } catch (WriterFailed tooDear) {
            assertTrue(model.price().of(166, LEAST).compareTo(units(left)) > 0, tooDear.getMessage());
        }
    }

    private static Fitting fit(Model model, String left, int most) {
        return Fitting.of(model, Money.of(left), LEAST, most, FittingTest::request, FittingTest::tokens);
    }

    private static ModelRequest request(int pieces) {
        return new ModelRequest("", "p".repeat(pieces), null);
    }

    private static int tokens(String text) {
        return text.isEmpty() ? 0 : 50 + 100 * text.length();
    }

    private static Model model(String promptPrice, String completionPrice, int promptTokens, int completionTokens) {
        return new Model(
                new Model.Endpoint(Tier.LARGE, "http://127.0.0.1", ""),
                "scripted",
                new Contract.Price(Money.of(promptPrice), Money.of(completionPrice)),
                promptTokens,
                completionTokens,
                1);
    }

    private static Money units(long units) {
        return new Money(java.math.BigDecimal.valueOf(units, 10));
    }
}
