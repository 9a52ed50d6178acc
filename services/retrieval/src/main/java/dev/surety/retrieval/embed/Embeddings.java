package dev.surety.retrieval.embed;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.surety.edge.Redactions;
import dev.surety.retrieval.embed.EmbeddingModel.Purpose;
import dev.surety.retrieval.embed.EmbeddingModel.Vector;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Embeds questions and passages with the one model of this deployment. Warm when the service is ready. */
@Startup
@Singleton
public class Embeddings {

    private static final Logger LOG = Logger.getLogger(Embeddings.class);
    private static final int WARM_UP_RUNS = 8;
    private static final String WARM_UP_TEXT = "How many days of annual leave do I have, and who approves them?";

    // Of one request: enough to keep the threads busy, few enough that a large batch does not fill the queue by itself.
    private static final int AT_ONCE = 16;
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private final EmbeddingModel model;
    private final Cache<String, Vector> queries;
    private final Cache<String, Vector> sentences;
    private final MeterRegistry meters;

    Embeddings(EmbeddingConfig config, MeterRegistry meters, Redactions redactions) {
        this.model = model(config, redactions);
        this.queries = Caffeine.newBuilder().maximumSize(config.rememberedQueries()).build();
        this.sentences = Caffeine.newBuilder().maximumSize(config.rememberedSentences()).build();
        this.meters = meters;
        LOG.infof("embedding model ready model=%s", model.name());
    }

    /** Model and runtime: what an index has to remember. */
    public String modelName() {
        return model.name();
    }

    /**
     * The vector of a question, of length 1. Fails when it is not there in time, or at once when too many wait.
     *
     * @param within how long it may take
     */
    public Uni<float[]> query(String text, Duration within) {
        return Uni.createFrom().deferred(() -> inTime(remembered(queries, text, Purpose.QUERY), within)).map(Vector::values);
    }

    /**
     * The cosine of a question and each text, -1 to 1, in the order of the texts. Fails when they are not there in time, or at once when too many wait.
     *
     * @param within how long it may take
     */
    Uni<List<Double>> similarities(String question, List<String> texts, Duration within) {
        return Uni.createFrom().deferred(() -> inTime(
                remembered(queries, question, Purpose.QUERY).chain(asked -> Uni.join()
                        .all(texts.stream().map(text -> remembered(sentences, text, Purpose.SENTENCE).map(asked::cosine)).toList())
                        .usingConcurrencyOf(AT_ONCE)
                        .andFailFast()),
                within));
    }

    /** The vectors of texts, in their order, or none of them. Fails when they are not there in time, or at once when too many wait. */
    Uni<List<Vector>> all(List<String> texts, Purpose purpose, Duration within) {
        return Uni.createFrom().deferred(() -> inTime(
                Uni.join()
                        .all(texts.stream().map(text -> timed(text, purpose)).toList())
                        .usingConcurrencyOf(AT_ONCE)
                        .andFailFast(),
                within));
    }

    private Uni<Vector> remembered(Cache<String, Vector> known, String text, Purpose purpose) {
        return Uni.createFrom().deferred(() -> {
            var vector = known.getIfPresent(text);
            return vector != null ? Uni.createFrom().item(vector) : timed(text, purpose).invoke(made -> known.put(text, made));
        });
    }

    /** What follows a vector, or its absence, belongs on the caller's event loop: neither on the few threads that compute nor on a timer's. */
    private static <T> Uni<T> inTime(Uni<T> vectors, Duration within) {
        return vectors.ifNoItem()
                .after(within.isPositive() ? within : SHORTEST)
                .fail()
                .emitOn(backTo(Vertx.currentContext()));
    }

    private Uni<Vector> timed(String text, Purpose purpose) {
        return Uni.createFrom().deferred(() -> {
            var sample = Timer.start(meters);
            return model.embed(text, purpose)
                    .invoke(vector -> sample.stop(Timer.builder("surety.embedding.text")
                            .description("time of one text, from its arrival to its vector")
                            .tag("purpose", purpose.name().toLowerCase(Locale.ROOT))
                            .publishPercentileHistogram()
                            .register(meters)));
        });
    }

    private static Executor backTo(@Nullable Context context) {
        return context == null ? Runnable::run : task -> context.runOnContext(nothing -> task.run());
    }

    @PreDestroy
    void close() throws Exception {
        if (model instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    private static EmbeddingModel model(EmbeddingConfig config, Redactions redactions) {
        return config.endpoint()
                .baseUrl()
                .<EmbeddingModel>map(url -> new EndpointModel(
                        url,
                        config.endpoint().apiKey().orElse(""),
                        config.endpoint().model().orElseThrow(() -> new IllegalStateException(
                                "surety.embedding.endpoint.base-url is set, surety.embedding.endpoint.model is not: name the model")),
                        config.timeout(),
                        redactions))
                .orElseGet(() -> onboard(config));
    }

    private static EmbeddingModel onboard(EmbeddingConfig config) {
        var onnx = new OnnxModel(config.model());
        for (var run = 0; run < WARM_UP_RUNS; run++) {
            onnx.embed(WARM_UP_TEXT, Purpose.QUERY, () -> false);
        }
        var workers = config.workers() == 0 ? Runtime.getRuntime().availableProcessors() : config.workers();
        return new OnboardPool(onnx, workers, config.queue());
    }
}
