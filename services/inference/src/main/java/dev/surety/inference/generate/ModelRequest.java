package dev.surety.inference.generate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.langchain4j.model.openai.internal.chat.ResponseFormat;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a model is given.
 *
 * @param system what it is told to do
 * @param user   question and data
 * @param format of the reply, or null for free text
 */
record ModelRequest(String system, String user, @Nullable ResponseFormat format) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** All that the model reads; a provider puts the reply's schema among it. */
    Stream<String> texts() {
        return format == null ? Stream.of(system, user) : Stream.of(system, user, text(format));
    }

    private static String text(ResponseFormat format) {
        try {
            return JSON.writeValueAsString(format);
        } catch (JsonProcessingException ourOwnSchema) {
            throw new IllegalStateException("a schema of ours can always be written", ourOwnSchema);
        }
    }

    /** Without the question and the data. */
    @Override
    public String toString() {
        return "ModelRequest[" + user.length() + " characters]";
    }
}
