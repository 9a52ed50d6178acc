package dev.surety.retrieval.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;

/** Bodies of requests with any text in them. */
public final class Bodies {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Bodies() {}

    /** Escaped where JSON wants it, half characters included: what a client may send, not what a well-behaved one would. */
    public static String json(Map<String, ?> fields) {
        try {
            return JSON.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII).writeValueAsString(fields);
        } catch (JsonProcessingException neverOfAMap) {
            throw new IllegalStateException(neverOfAMap);
        }
    }
}
