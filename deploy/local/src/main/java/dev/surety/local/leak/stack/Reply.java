package dev.surety.local.leak.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything that came back for one request.
 *
 * @param request  method and address, for a person
 * @param status   HTTP status
 * @param headers  as lines, names in lower case, sorted
 * @param body     as it came
 * @param asked    when the request was sent
 * @param answered when the whole reply was there
 */
public record Reply(String request, int status, List<String> headers, String body, Instant asked, Instant answered) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** Whatever differs between two replies to the same request. */
    private static final Set<String> OF_THE_MOMENT = Set.of("x-request-id", "server-timing", "date", "traceparent", "content-length");
    private static final String REQUEST_ID = "x-request-id: ";

    /** Whether the request was served: whatever else came back says nothing of what would have been shown. */
    public boolean isServed() {
        return status < 500 && status != 429 && status != 401;
    }

    /** Whether every part did its work: a reply that was made without one of them need not hold all that is permitted. */
    public boolean isWhole() {
        return headers.stream().noneMatch(line -> line.startsWith("surety-degraded:"));
    }

    public Duration took() {
        return Duration.between(asked, answered);
    }

    public String requestId() {
        return headers.stream().filter(line -> line.startsWith(REQUEST_ID)).map(line -> line.substring(REQUEST_ID.length())).findFirst().orElse("unknown");
    }

    /** All of it, to be searched. */
    public String all() {
        return status + "\n" + String.join("\n", headers) + "\n\n" + body;
    }

    /** All of it, without what is of the moment. */
    public String lasting() {
        var lines = headers.stream()
                .filter(line -> !OF_THE_MOMENT.contains(line.substring(0, line.indexOf(':'))))
                .collect(Collectors.joining("\n"));
        return status + "\n" + lines + "\n\n" + body.replace(requestId(), "REQUEST-ID");
    }

    /** The body as JSON; the missing node when it is none. */
    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (IOException notJson) {
            return JSON.missingNode();
        }
    }

    static String header(String name, String value) {
        return name.toLowerCase(Locale.ROOT) + ": " + value;
    }

    /** Sizes only: the body may hold anything. */
    @Override
    public String toString() {
        return "Reply[" + request + ", " + status + ", " + body.length() + " characters]";
    }
}
