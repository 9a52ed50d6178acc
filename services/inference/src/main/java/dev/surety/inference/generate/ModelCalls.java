package dev.surety.inference.generate;

import dev.langchain4j.model.openai.internal.chat.ChatCompletionRequest;
import dev.langchain4j.model.openai.internal.chat.ChatCompletionResponse;
import dev.langchain4j.model.openai.internal.chat.ResponseFormat;
import dev.langchain4j.model.openai.internal.shared.StreamOptions;
import dev.langchain4j.model.openai.internal.shared.Usage;
import dev.surety.edge.ContractInForce;
import dev.surety.inference.route.Routed;
import dev.surety.request.Money;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.quarkiverse.langchain4j.openai.common.OpenAiRestApi;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Calls models behind OpenAI-compatible APIs: inside what is left of time and money, streamed so that a caller who goes away stops the model too, and
 * paid for whether or not the reply is of use.
 */
@ApplicationScoped
class ModelCalls {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    // Beyond any slice's time-out, which ends a wait: this ends a connection that says nothing.
    private static final Duration SILENCE = Duration.ofMinutes(2);
    private static final int TOKENS_AROUND_MESSAGES = 16;

    private final Tokens tokens;
    private final MeterRegistry meters;
    private final Semaphore places;
    private final Map<String, OpenAiRestApi> apis = new ConcurrentHashMap<>();

    ModelCalls(Tokens tokens, MeterRegistry meters, ContractInForce contract) {
        this.tokens = tokens;
        this.meters = meters;
        var slice = contract.contract().slices().generate();
        this.places = new Semaphore(slice.concurrency());
    }

    /**
     * The model's reply. Fails with {@link WriterFailed} when it can't be had in time, for the money, or at all.
     *
     * @param system       what the model is told to do
     * @param user         question and data
     * @param format       form of the reply, or null for free text
     */
    Uni<String> reply(Routed routed, Model.Endpoint endpoint, String system, String user, @Nullable ResponseFormat format) {
        var contract = routed.question().contract().contract();
        var model = endpoint.under(contract).orElseThrow(() -> new IllegalStateException("routing asks usable tiers only"));
        var promptTokens = tokens.count(system) + tokens.count(user) + TOKENS_AROUND_MESSAGES;
        if (promptTokens > model.promptTokens()) {
            return failed("too-long", promptTokens + " tokens to read, the contract allows " + model.promptTokens());
        }
        var worst = model.price().of(promptTokens, model.completionTokens());
        var left = left(routed);
        if (worst.compareTo(left) > 0) {
            return failed("too-dear", "up to " + worst + " USD, " + left + " are left");
        }
        if (!places.tryAcquire()) {
            return failed("busy", "as many model calls as the contract allows are under way");
        }
        var request = ChatCompletionRequest.builder()
                .model(model.name())
                .addSystemMessage(system)
                .addUserMessage(user)
                .temperature(0.0)
                .maxTokens(model.completionTokens())
                .stream(true)
                .streamOptions(StreamOptions.builder().includeUsage(true).build());
        if (format != null) {
            request.responseFormat(format);
        }
        var call = new Call(routed, model, promptTokens);
        return api(model)
                .streamingChatCompletion(request.build(), OpenAiRestApi.ApiMetadata.builder().openAiApiKey(model.endpoint().apiKey()).build())
                .invoke(call::take)
                .collect()
                .last()
                .map(end -> call.text())
                .ifNoItem()
                .after(routed.question().within(contract.slices().generate().timeout()))
                .fail()
                .onFailure()
                .transform(failure -> new WriterFailed("failed", "no whole reply: " + failure.getClass().getSimpleName()))
                .onTermination()
                .invoke(call::settle);
    }

    private static Money left(Routed routed) {
        var left = routed.question().maxCost().usd().subtract(routed.journal().cost().usd());
        return left.signum() < 0 ? Money.ZERO : new Money(left);
    }

    private OpenAiRestApi api(Model model) {
        return apis.computeIfAbsent(model.endpoint().baseUrl(), url -> QuarkusRestClientBuilder.newBuilder()
                .baseUri(URI.create(url))
                .connectTimeout(CONNECT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(SILENCE.toMillis(), TimeUnit.MILLISECONDS)
                .build(OpenAiRestApi.class));
    }

    private static Uni<String> failed(String decision, String reason) {
        return Uni.createFrom().failure(new WriterFailed(decision, reason));
    }

    /** One call while it runs; settled once, however it ends. */
    private final class Call {

        private final Routed routed;
        private final Model model;
        private final int promptTokens;
        private final StringBuilder text = new StringBuilder();
        private final AtomicBoolean settled = new AtomicBoolean();
        private volatile @Nullable Usage usage;

        Call(Routed routed, Model model, int promptTokens) {
            this.routed = routed;
            this.model = model;
            this.promptTokens = promptTokens;
        }

        synchronized void take(ChatCompletionResponse part) {
            if (part.usage() != null) {
                usage = part.usage();
            }
            if (part.choices() != null && !part.choices().isEmpty() && part.choices().getFirst().delta() != null) {
                var piece = part.choices().getFirst().delta().content();
                if (piece != null) {
                    text.append(piece);
                }
            }
        }

        synchronized String text() {
            return text.toString();
        }

        void settle() {
            if (!settled.compareAndSet(false, true)) {
                return;
            }
            places.release();
            var told = usage;
            // A provider that says nothing is counted by ourselves.
            var prompt = told == null || told.promptTokens() == null ? promptTokens : told.promptTokens();
            var written = tokens.count(text());
            var completion = told == null || told.completionTokens() == null ? written : Math.max(told.completionTokens(), 0);
            routed.journal().spend(prompt, completion, model.price().of(prompt, completion));
            meters.counter("surety.model.tokens", "tier", model.tier().label(), "kind", "prompt").increment(prompt);
            meters.counter("surety.model.tokens", "tier", model.tier().label(), "kind", "completion").increment(completion);
            Span.current()
                    .setAttribute("gen_ai.request.model", model.name())
                    .setAttribute("gen_ai.usage.input_tokens", prompt)
                    .setAttribute("gen_ai.usage.output_tokens", completion);
        }
    }
}
