package dev.surety.smallmodel;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Writes replies one after the other, on a thread of its own, with a bounded queue before it. */
@Singleton
class Writer {

    private final Model model;
    private final SmallModelConfig config;
    private final MeterRegistry meters;
    private final ThreadPoolExecutor thread;

    Writer(Model model, SmallModelConfig config, MeterRegistry meters) {
        this.model = model;
        this.config = config;
        this.meters = meters;
        this.thread = new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(config.queue()), Thread.ofPlatform().name("llama").factory());
    }

    /**
     * Queues a reply.
     *
     * @param budget time after which nobody waits any more, or null
     * @throws Busy when enough wait already
     */
    Reply reply(ChatRequest request, @Nullable Duration budget) {
        var reply = new Reply();
        var until = budget == null ? Long.MAX_VALUE : System.nanoTime() + budget.toNanos();
        try {
            thread.execute(() -> write(request, reply, until));
            return reply;
        } catch (RejectedExecutionException full) {
            throw new Busy();
        }
    }

    private void write(ChatRequest request, Reply reply, long until) {
        try {
            if (reply.isAbandoned() || System.nanoTime() > until) {
                reply.end(Usage.of(0, 0));
                return;
            }
            var prompt = model.prompt(system(request), turns(request));
            var longest = Math.min(config.longestReply(), request.maxTokens() == null ? config.longestReply() : request.maxTokens());
            var promptTokens = model.count(prompt);
            if (promptTokens + longest > model.contextTokens()) {
                throw new BadRequest("messages", "the prompt has %d tokens and the reply may have %d; together at most %d fit"
                        .formatted(promptTokens, longest, model.contextTokens()));
            }
            var text = new StringBuilder();
            model.write(
                    prompt,
                    grammar(request),
                    longest,
                    request.temperature() == null ? 0 : request.temperature(),
                    piece -> {
                        text.append(piece);
                        reply.piece(piece);
                    },
                    () -> reply.isAbandoned() || System.nanoTime() > until);
            var usage = Usage.of(promptTokens, text.isEmpty() ? 0 : model.count(text.toString()));
            meters.counter("surety.small.model.tokens", "kind", "prompt").increment(usage.prompt());
            meters.counter("surety.small.model.tokens", "kind", "completion").increment(usage.completion());
            reply.end(usage);
        } catch (RuntimeException failed) {
            // The reader has to learn of whatever it was, or it would wait for ever.
            reply.fail(failed);
        }
    }

    private static @Nullable String system(ChatRequest request) {
        var first = request.messages().getFirst();
        return "system".equals(first.role()) ? first.content() : null;
    }

    private static List<ChatRequest.Message> turns(ChatRequest request) {
        var messages = request.messages();
        return "system".equals(messages.getFirst().role()) ? messages.subList(1, messages.size()) : messages;
    }

    private @Nullable String grammar(ChatRequest request) {
        var format = request.responseFormat();
        if (format == null || !"json_schema".equals(format.type())) {
            if (request.grammar() != null) {
                Gbnf.check(request.grammar());
            }
            return request.grammar();
        }
        JsonNode schema = format.jsonSchema() == null ? null : format.jsonSchema().schema();
        if (schema == null) {
            throw new BadRequest("response_format", "response_format of type json_schema holds json_schema.schema");
        }
        BindableSchema.check(schema);
        return model.grammarOf(schema.toString());
    }

    @PreDestroy
    void close() {
        thread.shutdownNow();
    }
}
