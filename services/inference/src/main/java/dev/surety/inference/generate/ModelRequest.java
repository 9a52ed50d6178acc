package dev.surety.inference.generate;

import dev.langchain4j.model.openai.internal.chat.ResponseFormat;
import org.jspecify.annotations.Nullable;

/**
 * What a model is given.
 *
 * @param system what it is told to do
 * @param user   question and data
 * @param format of the reply, or null for free text
 */
record ModelRequest(String system, String user, @Nullable ResponseFormat format) {

    /** Without the question and the data. */
    @Override
    public String toString() {
        return "ModelRequest[" + user.length() + " characters]";
    }
}
