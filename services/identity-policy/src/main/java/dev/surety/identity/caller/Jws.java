package dev.surety.identity.caller;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a bearer token claims, not yet verified. The claims are read here as they were signed, because the framework's own view of them converts types
 * silently, and because it fails on a malformed token in ways that look like a broken provider.
 */
final class Jws {

    private static final int LONGEST = 32 * 1024;
    private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +(?<header>[\\w-]+)\\.(?<payload>[\\w-]+)\\.[\\w-]+");
    // Of two members of one name each reader takes the one it likes: a token that has them says two things at once, and so nothing.
    private static final ObjectReader STRICT = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private Jws() {}

    /**
     * The claims; empty unless the header carries something of the shape of a signed token, whose members are each there once.
     *
     * @param authorization the request's header of that name
     */
    static Optional<JsonNode> claims(@Nullable String authorization) {
        if (authorization == null || authorization.length() > LONGEST) {
            return Optional.empty();
        }
        var bearer = BEARER.matcher(authorization);
        return bearer.matches() ? object(bearer.group("header")).flatMap(header -> object(bearer.group("payload"))) : Optional.empty();
    }

    private static Optional<JsonNode> object(String base64) {
        try {
            return Optional.ofNullable(STRICT.readTree(Base64.getUrlDecoder().decode(base64))).filter(JsonNode::isObject);
        } catch (IOException | IllegalArgumentException notJson) {
            return Optional.empty();
        }
    }
}
