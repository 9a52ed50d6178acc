package dev.surety.smallmodel;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The two calls of the OpenAI API that a chat client needs. */
@Path("v1")
@Blocking
class ChatResource {

    private static final Logger LOG = Logger.getLogger(ChatResource.class);
    private static final String DONE = "data: [DONE]\n\n";

    private final Writer writer;
    private final ObjectMapper json;
    private final String model;

    ChatResource(Writer writer, ObjectMapper json, SmallModelConfig config) {
        this.writer = writer;
        this.json = json;
        this.model = config.name();
    }

    @GET
    @Path("models")
    @Produces(MediaType.APPLICATION_JSON)
    public Map<String, Object> models() {
        return Map.of("object", "list", "data", List.of(Map.of("id", model, "object", "model", "owned_by", "local")));
    }

    @POST
    @Path("chat/completions")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response complete(
            @Nullable ChatRequest request, @HeaderParam("X-Request-Deadline-Ms") @Nullable String deadlineMs, @Context RoutingContext connection)
            throws InterruptedException {
        if (request == null) {
            throw new BadRequest(null, "the body is missing");
        }
        var id = "chatcmpl-" + UUID.randomUUID();
        var reply = writer.reply(request, budget(deadlineMs));
        // Also called when the caller goes away before the end; a reply that is read to its end is past abandoning.
        connection.addEndHandler(end -> reply.abandon());
        if (connection.response().closed()) {
            // Gone before anybody listened.
            reply.abandon();
        }
        if (request.stream()) {
            StreamingOutput stream = out -> stream(reply, id, request.wantsUsage(), out);
            return Response.ok(stream, MediaType.SERVER_SENT_EVENTS).build();
        }
        var text = new StringBuilder();
        var usage = reply.read(text::append);
        return Response.ok(Map.of(
                        "id", id, "object", "chat.completion", "created", Instant.now().getEpochSecond(), "model", model,
                        "choices", List.of(Map.of(
                                "index", 0, "message", Map.of("role", "assistant", "content", text.toString()), "finish_reason", "stop")),
                        "usage", usage))
                .type(MediaType.APPLICATION_JSON)
                .build();
    }

    private void stream(Reply reply, String id, boolean wantsUsage, OutputStream out) throws IOException {
        try {
            var usage = reply.read(piece -> send(out, chunk(id, List.of(choice(Map.of("content", piece), false)), null)));
            send(out, chunk(id, List.of(choice(Map.of(), true)), null));
            if (wantsUsage) {
                send(out, chunk(id, List.of(), usage));
            }
            out.write(DONE.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (UncheckedIOException gone) {
            reply.abandon();
            throw gone.getCause();
        } catch (BadRequest refused) {
            send(out, Map.of("error", OpenAiErrors.body(refused.getMessage(), OpenAiErrors.INVALID, refused.param())));
        } catch (InterruptedException stopped) {
            reply.abandon();
            Thread.currentThread().interrupt();
        } catch (RuntimeException failed) {
            // The status is on its way already: only the stream itself can still tell that there is no more to come.
            LOG.errorf(failed, "request failed while its reply was streamed");
            send(out, Map.of("error", OpenAiErrors.body(OpenAiErrors.MODEL_FAILED, OpenAiErrors.SERVER_ERROR, null)));
        }
    }

    /** What is left of the caller's time, or null when it said nothing that can be read. */
    private static @Nullable Duration budget(@Nullable String deadlineMs) {
        return deadlineMs != null && deadlineMs.matches("-?\\d{1,9}") ? Duration.ofMillis(Long.parseLong(deadlineMs)) : null;
    }

    private Map<String, Object> chunk(String id, List<?> choices, @Nullable Usage usage) {
        var base = Map.of(
                "id", id, "object", "chat.completion.chunk", "created", Instant.now().getEpochSecond(), "model", model, "choices", choices);
        if (usage == null) {
            return base;
        }
        var all = new LinkedHashMap<String, Object>(base);
        all.put("usage", usage);
        return all;
    }

    private static Map<String, Object> choice(Map<String, String> delta, boolean last) {
        return last ? Map.of("index", 0, "delta", delta, "finish_reason", "stop") : Map.of("index", 0, "delta", delta);
    }

    private void send(OutputStream out, Object event) {
        try {
            out.write(("data: " + json.writeValueAsString(event) + "\n\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
