package dev.surety.smallmodel;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What writes the replies; the seam between this service and llama.cpp. One caller at a time. */
interface Model {

    /** Tokens of a text, by the model's own vocabulary. */
    int count(String text);

    /** Tokens that question and reply may have together. */
    int contextTokens();

    /** A conversation in the form that the model was trained on. */
    String prompt(@Nullable String system, List<ChatRequest.Message> turns);

    /** A grammar in GBNF for a schema that {@link BindableSchema} takes. */
    String grammarOf(String jsonSchema);

    /**
     * Writes a reply.
     *
     * @param grammar to bind it to, one that {@link Gbnf} can read, or null
     * @param longest tokens at most
     * @param piece   told of each piece as it is written
     * @param stop    asked before each piece
     */
    void write(String prompt, @Nullable String grammar, int longest, float temperature, Consumer<String> piece, BooleanSupplier stop);
}
