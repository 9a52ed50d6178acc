package dev.surety.smallmodel;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/chat/completions}, as far as it is understood; the rest is ignored, as clients of that API expect.
 *
 * @param messages       at least one, the last one from the user
 * @param stream         whether the reply comes in pieces
 * @param streamOptions  whether the last piece tells the usage
 * @param temperature    0 to 2; 0 by default: the likeliest words
 * @param maxTokens      of the reply
 * @param responseFormat {@code json_schema} binds the reply to a schema
 * @param grammar        our extension: binds the reply to a grammar in GBNF
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record ChatRequest(
        @Nullable List<Message> messages,
        boolean stream,
        @JsonProperty("stream_options") @Nullable StreamOptions streamOptions,
        @Nullable Float temperature,
        @JsonProperty("max_tokens") @Nullable Integer maxTokens,
        @JsonProperty("response_format") @Nullable ResponseFormat responseFormat,
        @Nullable String grammar) {

    private static final float HOTTEST = 2;

    /** One message of the conversation. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Message(String role, String content) {

        /** Without the content. */
        @Override
        public String toString() {
            return "Message[" + role + "]";
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record StreamOptions(@JsonProperty("include_usage") boolean includeUsage) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record ResponseFormat(@Nullable String type, @JsonProperty("json_schema") @Nullable JsonSchema jsonSchema) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record JsonSchema(@Nullable JsonNode schema) {}

    /** @throws BadRequest naming the field that is wrong */
    ChatRequest {
        if (messages == null || messages.isEmpty()) {
            throw new BadRequest("messages", "messages holds at least one message, the last one from the user");
        }
        if (messages.stream().anyMatch(message -> message == null || message.content() == null || message.role() == null)) {
            throw new BadRequest("messages", "every message has a role and a content");
        }
        if (!"user".equals(messages.getLast().role())) {
            throw new BadRequest("messages", "messages holds at least one message, the last one from the user");
        }
        if (maxTokens != null && maxTokens < 1) {
            throw new BadRequest("max_tokens", "max_tokens is at least 1");
        }
        // Also keeps out the infinity that a number of too many digits is read as, which llama.cpp could not read back.
        if (temperature != null && !(temperature >= 0 && temperature <= HOTTEST)) {
            throw new BadRequest("temperature", "temperature is 0 to 2");
        }
    }

    boolean wantsUsage() {
        return streamOptions != null && streamOptions.includeUsage();
    }

    /** Without the messages. */
    @Override
    public String toString() {
        return "ChatRequest[stream " + stream + "]";
    }
}
