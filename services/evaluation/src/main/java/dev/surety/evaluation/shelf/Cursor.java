package dev.surety.evaluation.shelf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.api.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Predicate;

/** The place in a list after which the next page begins: a time and an id. Opaque to callers; a forged one only moves them within what they may see. */
public final class Cursor {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 200;

    private Cursor() {}

    public static String of(JsonNode sortValues) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sortValues.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The place, as OpenSearch takes it.
     *
     * @param isId whether a text can be an id of the list
     * @throws ProblemException when it is none of ours
     */
    public static JsonNode read(String cursor, Predicate<String> isId) {
        try {
            var values = cursor.length() <= LONGEST ? JSON.readTree(Base64.getUrlDecoder().decode(cursor)) : JSON.missingNode();
            // OpenSearch sorts times by their milliseconds.
            if (values.isArray() && values.size() == 2 && values.get(0).isIntegralNumber() && values.get(0).canConvertToLong()
                    && values.get(1).isTextual() && isId.test(values.get(1).asText())) {
                return values;
            }
        } catch (IOException | IllegalArgumentException notOurs) {
            // Falls through to the one refusal.
        }
        throw ProblemException.invalid("cursor", "cursor is the value of 'next' in an earlier page, unchanged");
    }
}
