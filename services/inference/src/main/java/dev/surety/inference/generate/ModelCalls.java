package dev.surety.inference.generate;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.model.openai.internal.chat.ChatCompletionRequest;
import dev.langchain4j.model.openai.internal.chat.ChatCompletionResponse;
import dev.langchain4j.model.openai.internal.shared.StreamOptions;
import dev.langchain4j.model.openai.internal.shared.Usage;
import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.contract.BurnAction;
import dev.surety.contract.Degradation;
import dev.surety.contract.SliceName;
import dev.surety.edge.Redaction;
import dev.surety.edge.Redactions;
import dev.surety.edge.SameContext;
import dev.surety.inference.budget.Budgets;
import dev.surety.inference.budget.Reservation;
import dev.surety.inference.budget.Taken;
import dev.surety.inference.route.Routed;
import dev.surety.request.Deadline;
import dev.surety.request.Money;
import dev.surety.slo.Enforcement;
import dev.surety.slo.SliceGuard;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.quarkiverse.langchain4j.openai.common.OpenAiRestApi;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Calls models behind OpenAI-compatible APIs: inside what is left of time and money, streamed so that a caller who goes away stops the model too, and
 * paid for whether or not the reply is of use.
 */
@ApplicationScoped
class ModelCalls {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    // As the API calls a reply that reached the bound.
    private static final String TOO_LONG = "length";
    // Beyond any slice's time-out, which ends a wait: this ends a connection that says nothing.
    private static final Duration SILENCE = Duration.ofMinutes(2);

    private final Tokens tokens;
    private final Budgets budgets;
    private final GenerateConfig config;
    private final Redactions redactions;
    private final MeterRegistry meters;
    private final Counter costs;
    private final SliceGuard guard;
    private final Map<String, OpenAiRestApi> apis = new ConcurrentHashMap<>();

    ModelCalls(Tokens tokens, Budgets budgets, GenerateConfig config, Redactions redactions, MeterRegistry meters, Enforcement enforcement) {
        this.tokens = tokens;
        this.budgets = budgets;
        this.config = config;
        this.redactions = redactions;
        this.meters = meters;
        this.costs = Counter.builder("surety.answer.cost").description("what models cost").baseUnit("usd").register(meters);
        this.guard = enforcement.uncounted(SliceName.GENERATE);
    }

    /**
     * The model's reply. Fails with {@link WriterFailed} when it can't be had in time, for the money, or at all. The model is shown the material without what
     * the contract takes out of prompts.
     *
     * @param material all that there is to show
     * @param framed   the request about the question and as many pieces as fit
     */
    Uni<ModelReply> reply(Routed routed, Model.Endpoint endpoint, Material material, Function<Material, ModelRequest> framed) {
        return redactions.session(routed.question().contract(), routed.found().granted().held(), material.texts()).chain(session -> {
            var model = model(routed, endpoint);
            return fitting(model, left(routed), session, material, framed).chain(fitting -> {
                if (routed.journal().call(model.tier().label()) > model.atMost()) {
                    throw new WriterFailed("called-enough", "the contract allows " + model.atMost() + " calls an answer");
                }
                return new Call(routed, model, fitting, session).run();
            });
        });
    }

    /** Redacts and counts tokens where nobody waits for the thread: for long passages it takes milliseconds. */
    private Uni<Fitting> fitting(Model model, Money left, Redaction.Session session, Material material, Function<Material, ModelRequest> framed) {
        return SameContext.apart(() -> {
            var shown = material.with(session::texts);
            return Fitting.of(model, left, config.leastReply(), shown.pieces().size(), most -> framed.apply(shown.first(most)), tokens::count);
        });
    }

    private Model model(Routed routed, Model.Endpoint endpoint) {
        var model = endpoint.under(routed.question().contract().contract())
                .orElseThrow(() -> new IllegalStateException("routing asks usable tiers only"));
        return routed.question().acts(BurnAction.SHORTEN_ANSWERS) ? model.writingAtMost(config.shortReply()) : model;
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

    private static ChatCompletionRequest request(Model model, Fitting fitting) {
        var request = ChatCompletionRequest.builder()
                .model(model.name())
                .addSystemMessage(fitting.request().system())
                .addUserMessage(fitting.request().user())
                .temperature(0.0)
                .maxTokens(fitting.completionTokens())
                .stream(true)
                .streamOptions(StreamOptions.builder().includeUsage(true).build());
        if (fitting.request().format() != null) {
            request.responseFormat(fitting.request().format());
        }
        return request.build();
    }

    /** Whether nothing was delivered and nobody charges for it: a connection that never was, or a plain error in reply. */
    private static boolean isFree(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpException || cause instanceof WebApplicationException || cause instanceof ConnectException) {
                return true;
            }
        }
        return false;
    }

    /** One call, from its reservation to its settlement, which happens once, however it ended. */
    private final class Call {

        private final Routed routed;
        private final Model model;
        private final Fitting fitting;
        private final Redaction.Session session;
        private final Reservation reservation;
        private final StringBuilder text = new StringBuilder();
        private volatile boolean free;
        private volatile boolean cut;
        // Guarded by this.
        private boolean sent;
        private boolean settled;
        private boolean unfinished;
        private boolean ended;
        private volatile @Nullable Usage usage;
        // An upper bound of the tokens received: counting the whole text again for each piece would take ever longer.
        private int atMostReceived;

        Call(Routed routed, Model model, Fitting fitting, Redaction.Session session) {
            this.routed = routed;
            this.model = model;
            this.fitting = fitting;
            this.session = session;
            this.reservation = budgets.open(routed.found().granted().held().grant(), fitting.worst());
        }

        Uni<ModelReply> run() {
            routed.journal().whenAbandoned(this::settle);
            return reservation.take(timeout())
                    .chain(taken -> switch (taken) {
                        case Taken.Held held -> guarded();
                        case Taken.Spent spent -> Uni.createFrom().failure(WriterFailed.budgetSpent(spent));
                        case Taken.Unknown unknown -> Uni.createFrom().failure(new WriterFailed(
                                "budget-unknown", "nobody could say in time whether budget " + unknown.budget() + " has room"));
                    })
                    .onTermination()
                    .invoke(this::settle);
        }

        /** Inside the slice: with a place, and for its time-out at most; all that an answer takes to be written is counted together. */
        private Uni<ModelReply> guarded() {
            var call = routed.question().call().as(routed.found().granted().priority()).by(due());
            return guard.run(call, this::send).onFailure(ProblemException.class).transform(problem -> refused((ProblemException) problem));
        }

        private Uni<ModelReply> send() {
            if (!start()) {
                throw new WriterFailed("abandoned", "nobody waits for the answer any more");
            }
            return api(model)
                    .streamingChatCompletion(
                            request(model, fitting), OpenAiRestApi.ApiMetadata.builder().openAiApiKey(model.endpoint().apiKey()).build())
                    .invoke(this::take)
                    // Leaving the stream closes the connection: the provider stops too.
                    .select()
                    .first(part -> !cut)
                    .collect()
                    .last()
                    .map(end -> reply())
                    .onFailure()
                    .transform(this::failed);
        }

        /** Sooner than the answer's: when the model is too slow, there must be time for somebody else to write, and for the record. */
        private Deadline due() {
            var question = routed.question();
            return question.call().deadline().earlier(question.contract().contract().slices().settle().latency().target());
        }

        private Duration timeout() {
            return due().atMost(routed.question().contract().contract().slices().generate().timeout());
        }

        private synchronized void take(ChatCompletionResponse part) {
            if (part.usage() != null) {
                usage = part.usage();
            }
            if (part.choices() != null && !part.choices().isEmpty() && part.choices().getFirst().delta() != null) {
                unfinished = unfinished || TOO_LONG.equals(part.choices().getFirst().finishReason());
                var piece = part.choices().getFirst().delta().content();
                if (piece != null) {
                    text.append(piece);
                    atMostReceived += tokens.count(piece);
                    cut = cut || atMostReceived > fitting.completionTokens() && received() > fitting.completionTokens();
                }
            }
        }

        private int received() {
            atMostReceived = tokens.count(text.toString());
            return atMostReceived;
        }

        private synchronized ModelReply reply() {
            ended = !cut;
            var whole = !cut && !unfinished;
            if (!whole || fitting.shortened()) {
                routed.journal().degrade(Degradation.SHORTER_ANSWERS);
            }
            return new ModelReply(text.toString(), fitting.pieces(), whole, session::restored);
        }

        private static WriterFailed refused(ProblemException problem) {
            return new WriterFailed(problem.type() == ProblemType.OVERLOADED ? "busy" : "failed", problem.getMessage());
        }

        private WriterFailed failed(Throwable failure) {
            free = isFree(failure);
            return new WriterFailed("failed", "no whole reply: " + failure.getClass().getSimpleName());
        }

        /** False when the call is settled already: then it must not be made. */
        private synchronized boolean start() {
            sent = !settled;
            return sent;
        }

        private synchronized void settle() {
            if (!settled) {
                settled = true;
                reservation.settle(charge());
            }
        }

        private Money charge() {
            if (!sent || free && text.isEmpty()) {
                return Money.ZERO;
            }
            // Whoever tells less than was sent and received is not believed.
            var told = usage;
            var prompt = Math.max(fitting.promptTokens(), told == null || told.promptTokens() == null ? 0 : told.promptTokens());
            var completion = Math.max(received(), told == null || told.completionTokens() == null ? 0 : told.completionTokens());
            if (told == null && !ended) {
                // What the provider wrote before it heard of the end is billed too, and nobody tells how much that was.
                completion = Math.max(completion, fitting.completionTokens());
            }
            var cost = model.price().of(prompt, completion);
            routed.journal().spend(prompt, completion, cost);
            meters.counter("surety.model.tokens", "tier", model.tier().label(), "kind", "prompt").increment(prompt);
            meters.counter("surety.model.tokens", "tier", model.tier().label(), "kind", "completion").increment(completion);
            costs.increment(cost.usd().doubleValue());
            Span.current()
                    .setAttribute("gen_ai.request.model", model.name())
                    .setAttribute("gen_ai.usage.input_tokens", prompt)
                    .setAttribute("gen_ai.usage.output_tokens", completion);
            return cost;
        }
    }
}
