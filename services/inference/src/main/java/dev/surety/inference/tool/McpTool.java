package dev.surety.inference.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.surety.contract.Contract.McpCall;
import dev.surety.inference.tool.Wire.NoReply;
import dev.surety.tool.Arguments;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Calls a tool of a Model Context Protocol server over streamable HTTP: a session for each call, which offers the server nothing, and so lets it ask for nothing.
 * Blocking.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/2025-06-18/basic/transports">Streamable HTTP</a>
 */
@ApplicationScoped
class McpTool {

    private static final String VERSION = "2025-06-18";
    private static final Set<String> SPOKEN = Set.of(VERSION, "2025-03-26");
    private static final String SESSION = "Mcp-Session-Id";
    // As the specification allows, and nothing that could be a second header.
    private static final Pattern SESSION_ID = Pattern.compile("[\\x21-\\x7E]{1,500}");
    private static final int INITIALIZE = 1;
    private static final int CALL = 2;

    private final Callee callee;
    private final Wire wire;
    private final ObjectMapper json;
    private final String release;

    McpTool(Callee callee, Wire wire, ObjectMapper json, @ConfigProperty(name = "quarkus.application.version") String release) {
        this.callee = callee;
        this.wire = wire;
        this.json = json;
        this.release = release;
    }

    /**
     * @param onBehalf adds whom each request is for
     * @param shown    what the caller gets of a text
     */
    Called send(McpCall call, Arguments arguments, UnaryOperator<HttpRequest> onBehalf, Duration within, boolean cutShort, UnaryOperator<String> shown) {
        var session = new Session(call, onBehalf, System.nanoTime() + within.toNanos());
        try {
            session.open();
        } catch (NoReply none) {
            return new Called.Failed(false, true, HttpTool.failed(none, cutShort).problem());
        } catch (Refused refused) {
            return new Called.Failed(false, true, HttpTool.failed(refused.getMessage()));
        }
        try {
            return answered(session.call(arguments), shown);
        } catch (NoReply none) {
            return HttpTool.failed(none, cutShort);
        } catch (Refused refused) {
            return new Called.Failed(true, true, HttpTool.failed(refused.getMessage()));
        } finally {
            session.close();
        }
    }

    private static Called answered(Said said, UnaryOperator<String> shown) {
        var result = said.message().path("result");
        if (result.path("isError").asBoolean()) {
            return new Called.Failed(true, true, HttpTool.failed("it reported an error"));
        }
        var texts = new ArrayList<String>();
        result.path("content").forEach(content -> {
            if (content.path("type").asText().equals("text")) {
                texts.add(content.path("text").asText());
            }
        });
        var answer = JsonNodeFactory.instance.objectNode().put("text", shown.apply(Untrusted.text(String.join("\n", texts))));
        if (result.path("structuredContent").isObject()) {
            answer.put("structured", shown.apply(Untrusted.text(result.path("structuredContent"))));
        }
        return new Called.Answered(answer, said.bytes(), List.of());
    }

    /**
     * A message of the server.
     *
     * @param bytes of the response that it came in
     */
    private record Said(JsonNode message, int bytes) {}

    /** The server did something that the protocol does not allow, or refused; without a word of its own. */
    private static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        Refused(String what) {
            super(what, null, false, false);
        }
    }

    private final class Session {

        private final McpCall call;
        private final UnaryOperator<HttpRequest> onBehalf;
        private final long end;
        private Optional<String> id = Optional.empty();
        private Optional<String> version = Optional.empty();

        Session(McpCall call, UnaryOperator<HttpRequest> onBehalf, long end) {
            this.call = call;
            this.onBehalf = onBehalf;
            this.end = end;
        }

        void open() throws NoReply, Refused {
            var params = JsonNodeFactory.instance.objectNode().put("protocolVersion", VERSION);
            params.putObject("capabilities");
            params.putObject("clientInfo").put("name", "surety").put("version", release);
            var response = post(message("initialize", params).put("id", INITIALIZE));
            var spoken = reply(response, INITIALIZE).message().path("result").path("protocolVersion").asText();
            if (!SPOKEN.contains(spoken)) {
                throw new Refused("it speaks another version of the protocol");
            }
            version = Optional.of(spoken);
            id = response.headers().firstValue(SESSION);
            if (id.filter(text -> !SESSION_ID.matcher(text).matches()).isPresent()) {
                throw new Refused("its session has no valid id");
            }
            var heard = post(message("notifications/initialized", JsonNodeFactory.instance.objectNode()));
            if (heard.statusCode() / 100 != 2) {
                throw new Refused("it answered with the status " + heard.statusCode());
            }
        }

        Said call(Arguments arguments) throws NoReply, Refused {
            var params = JsonNodeFactory.instance.objectNode().put("name", call.name());
            params.set("arguments", arguments.copy());
            return reply(post(message("tools/call", params).put("id", CALL)), CALL);
        }

        /** The server may forget the session; what it says to that is nobody's concern. */
        void close() {
            if (id.isPresent()) {
                try {
                    wire.send(request().DELETE().build(), call.largestResponse(), left(), Session::never);
                } catch (NoReply itMayKeepIt) {
                    // It ends by itself then.
                }
            }
        }

        private HttpResponse<byte[]> post(ObjectNode message) throws NoReply {
            var request = request()
                    .setHeader(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON)
                    .POST(BodyPublishers.ofString(message.toString()))
                    .build();
            var wanted = message.path("id").asInt();
            return wire.send(onBehalf.apply(request), call.largestResponse(), left(), read -> find(read, wanted).isPresent());
        }

        private HttpRequest.Builder request() {
            var request = HttpRequest.newBuilder(call.url().expanded(callee.endpoint(call.url()), Arguments.of(JsonNodeFactory.instance.objectNode())));
            call.headers().forEach(header -> request.setHeader(
                    header.header(),
                    header.value() == null ? callee.secret(header.secret()) : header.value().rendered(Arguments.of(JsonNodeFactory.instance.objectNode()))));
            request.setHeader(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON + ", " + MediaType.SERVER_SENT_EVENTS);
            id.ifPresent(text -> request.setHeader(SESSION, text));
            version.ifPresent(text -> request.setHeader("MCP-Protocol-Version", text));
            return request;
        }

        private Duration left() {
            return Duration.ofNanos(Math.max(1, end - System.nanoTime()));
        }

        private static ObjectNode message(String method, ObjectNode params) {
            var message = JsonNodeFactory.instance.objectNode().put("jsonrpc", "2.0").put("method", method);
            message.set("params", params);
            return message;
        }

        private Said reply(HttpResponse<byte[]> response, int wanted) throws Refused {
            if (response.statusCode() != 200) {
                throw new Refused("it answered with the status " + response.statusCode());
            }
            var message = isStream(response) ? find(response.body(), wanted) : parsed(new String(response.body(), StandardCharsets.UTF_8)).filter(one -> isReply(one, wanted));
            if (message.isEmpty() || !message.get().path("result").isObject()) {
                throw new Refused("what it answered is no result");
            }
            return new Said(message.get(), response.body().length);
        }

        private static boolean isStream(HttpResponse<byte[]> response) {
            return response.headers().firstValue(HttpHeaders.CONTENT_TYPE).orElse("").startsWith(MediaType.SERVER_SENT_EVENTS);
        }

        private static boolean never(byte[] read) {
            return false;
        }
    }

    /** The reply among the events of a stream; requests and notifications of the server are passed over. */
    private Optional<JsonNode> find(byte[] stream, int wanted) {
        for (var event : new String(stream, StandardCharsets.UTF_8).replace("\r\n", "\n").split("\n\n")) {
            var data = event.lines()
                    .filter(line -> line.startsWith("data:"))
                    .map(line -> line.substring(line.startsWith("data: ") ? 6 : 5))
                    .toList();
            var reply = data.isEmpty() ? Optional.<JsonNode>empty() : parsed(String.join("\n", data)).filter(message -> isReply(message, wanted));
            if (reply.isPresent()) {
                return reply;
            }
        }
        return Optional.empty();
    }

    private static boolean isReply(JsonNode message, int wanted) {
        return message.path("id").isInt() && message.path("id").intValue() == wanted && !message.has("method");
    }

    private Optional<JsonNode> parsed(String text) {
        try {
            return Optional.of(json.readTree(text)).filter(JsonNode::isObject);
        } catch (IOException noJson) {
            return Optional.empty();
        }
    }
}
