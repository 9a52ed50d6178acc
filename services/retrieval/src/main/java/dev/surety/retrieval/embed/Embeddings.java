package dev.surety.retrieval.embed;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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

    private final EmbeddingModel model;
    private final Cache<String, Vector> queries;
    private final Cache<String, Vector> sentences;
    private final MeterRegistry meters;

    Embeddings(EmbeddingConfig config, MeterRegistry meters) {
        this.model = model(config);
        this.queries = Caffeine.newBuilder().maximumSize(config.rememberedQueries()).build();
        this.sentences = Caffeine.newBuilder().maximumSize(config.rememberedSentences()).build();
        this.meters = meters;
        LOG.infof("embedding model ready model=%s", model.name());
    }

    /** Model and runtime: what an index has to remember. */
    public String modelName() {
        return model.name();
    }

    /** The vector of a question, of length 1. */
    public Uni<float[]> query(String text) {
        return remembered(queries, text, Purpose.QUERY).map(Vector::values);
    }

    /** The cosine of a question and each text, -1 to 1, in the order of the texts. */
    Uni<List<Double>> similarities(String question, List<String> texts) {
        return query(question).chain(asked -> Uni.join()
                .all(texts.stream().map(text -> remembered(sentences, text, Purpose.SENTENCE).map(vector -> cosine(asked, vector.values()))).toList())
                .andFailFast());
    }

    private Uni<Vector> remembered(Cache<String, Vector> known, String text, Purpose purpose) {
        return Uni.createFrom().deferred(() -> {
            var vector = known.getIfPresent(text);
            return vector != null ? Uni.createFrom().item(vector) : timed(text, purpose).invoke(made -> known.put(text, made));
        });
    }

    /** Of vectors of length 1. */
    private static double cosine(float[] one, float[] other) {
        var sum = 0.0;
        for (var i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return Math.clamp(sum, -1, 1);
    }

    /** The vectors of texts, in their order. */
    Uni<List<Vector>> all(List<String> texts, Purpose purpose) {
        return Uni.join().all(texts.stream().map(text -> timed(text, purpose)).toList()).andFailFast();
    }

    private Uni<Vector> timed(String text, Purpose purpose) {
        return Uni.createFrom().deferred(() -> {
            var sample = Timer.start(meters);
            return model.embed(text, purpose)
                    .emitOn(backTo(Vertx.currentContext()))
                    .invoke(vector -> sample.stop(Timer.builder("surety.embedding.text")
                            .description("time of one text, from its arrival to its vector")
                            .tag("purpose", purpose.name().toLowerCase(Locale.ROOT))
                            .publishPercentileHistogram()
                            .register(meters)));
        });
    }

    /** What follows a vector belongs on the caller's event loop, not on the few threads that compute. */
    private static Executor backTo(@Nullable Context context) {
        return context == null ? Runnable::run : task -> context.runOnContext(nothing -> task.run());
    }

    @PreDestroy
    void close() throws Exception {
        if (model instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    private static EmbeddingModel model(EmbeddingConfig config) {
        return config.endpoint()
                .baseUrl()
                .<EmbeddingModel>map(url -> new EndpointModel(
                        url,
                        config.endpoint().apiKey().orElse(""),
                        config.endpoint().model().orElseThrow(() -> new IllegalStateException(
                                "surety.embedding.endpoint.base-url is set, surety.embedding.endpoint.model is not: name the model"))))
                .orElseGet(() -> onboard(config));
    }

    private static EmbeddingModel onboard(EmbeddingConfig config) {
        var onnx = new OnnxModel(config.model());
        for (var run = 0; run < WARM_UP_RUNS; run++) {
            onnx.embed(WARM_UP_TEXT, Purpose.QUERY);
        }
        var workers = config.workers() == 0 ? Runtime.getRuntime().availableProcessors() : config.workers();
        return new OnboardPool(onnx, workers, config.queue());
    }
}
