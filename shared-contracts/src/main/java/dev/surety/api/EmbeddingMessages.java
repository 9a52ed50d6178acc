package dev.surety.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The messages of {@code POST /v1/embeddings}, in the form of the OpenAI API. */
public final class EmbeddingMessages {

    private EmbeddingMessages() {}

    /**
     * Texts to embed.
     *
     * @param input     1 to 256 texts; a single string is taken as one
     * @param model     optional; must be the model that retrieval runs
     * @param inputType {@code passage} (the default) or {@code query}: some models embed the two differently; our extension
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Request(
            @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> input,
            @Nullable String model,
            @JsonProperty("input_type") @Nullable String inputType) {

        private static final int MOST_TEXTS = 256;

        /** @throws ProblemException when there is no text, too many, or an empty one */
        @JsonCreator
        public Request {
            if (input == null || input.isEmpty() || input.size() > MOST_TEXTS) {
                throw ProblemException.invalid("input", "input holds 1 to " + MOST_TEXTS + " texts");
            }
            if (input.stream().anyMatch(text -> text == null || text.isBlank())) {
                throw ProblemException.invalid("input", "input holds an empty text");
            }
            input = List.copyOf(input);
        }

        /** Without the texts. */
        @Override
        public String toString() {
            return "Request[" + input.size() + " texts]";
        }
    }

    /** Vectors, in the order of the texts. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Reply(String object, List<Embedding> data, String model, Usage usage) {}

    /** One vector, of length 1. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Embedding(String object, int index, float[] embedding) {}

    /** Tokens that were read, counted by the model's own tokenizer. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Usage(@JsonProperty("prompt_tokens") int promptTokens, @JsonProperty("total_tokens") int totalTokens) {}
}
