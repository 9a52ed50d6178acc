package dev.surety.evaluation.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.api.ProblemException;
import dev.surety.request.RequestId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The place in a list after which the next page begins. Opaque to callers; a forged one only moves them within their own records. */
final class Cursor {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 200;

    private Cursor() {}

    static String of(JsonNode sortValues) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sortValues.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** @throws ProblemException when it is none of ours */
    static JsonNode read(String cursor) {
        try {
            var values = cursor.length() <= LONGEST ? JSON.readTree(Base64.getUrlDecoder().decode(cursor)) : JSON.missingNode();
            // OpenSearch sorts times by their milliseconds.
            if (values.isArray() && values.size() == 2 && values.get(0).isIntegralNumber() && values.get(0).canConvertToLong()
                    && RequestId.parse(values.get(1).asText()).isPresent()) {
                return values;
            }
        } catch (IOException | IllegalArgumentException notOurs) {
            // Falls through to the one refusal.
        }
        throw ProblemException.invalid("cursor", "cursor is the value of 'next' in an earlier page, unchanged");
    }
}
