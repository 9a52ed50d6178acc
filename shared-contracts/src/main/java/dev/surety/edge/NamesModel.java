package dev.surety.edge;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jboss.resteasy.reactive.client.api.QuarkusRestClientProperties;
import org.jspecify.annotations.Nullable;

/**
 * Names of people that a model finds in texts, where one is configured: a service with the API of
 * <a href="https://microsoft.github.io/presidio/api-docs/api-docs.html">Presidio's analyzer</a>. It is sent the texts as they are, so it belongs where
 * documents may be read. What it can't say in time is not known to be free of names, and does not leave.
 */
@ApplicationScoped
class NamesModel {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    /** Characters of one call: models of names take the time that a text is long. */
    static final int LONGEST = 20_000;
    private static final String BETWEEN = "\n\n";

    private final NamesModelConfig config;
    private final Optional<AnalyzerApi> api;
    private final @Nullable String authorization;

    NamesModel(NamesModelConfig config) {
        require(config.atLeast() >= 0 && config.atLeast() <= 1, "at-least", config.atLeast(), "from 0 to 1");
        require(config.timeout().toMillis() >= 1, "timeout", config.timeout(), "at least 1 ms");
        require(config.atOnce() >= 1, "at-once", config.atOnce(), "at least 1");
        require(!config.language().isBlank(), "language", config.language(), "a language");
        config.url().ifPresent(url -> require(
                ("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null, "url", url, "an http or https address"));
        this.config = config;
        this.authorization = config.apiKey().map(key -> "Bearer " + key).orElse(null);
        this.api = config.url().map(url -> QuarkusRestClientBuilder.newBuilder()
                .baseUri(url)
                .connectTimeout(CONNECT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(config.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .property(QuarkusRestClientProperties.CONNECTION_POOL_SIZE, config.atOnce())
                .build(AnalyzerApi.class));
    }

    private static void require(boolean holds, String name, Object value, String rule) {
        if (!holds) {
            throw new ConfigurationException("surety.redaction.names." + name + " is " + value + ", it must be " + rule);
        }
    }

    /** Where it is, if one is configured. */
    Optional<URI> url() {
        return config.url();
    }

    /** The names that stand in texts, as they stand there. Fails with {@code unavailable} when the model does not say in time. */
    Uni<Set<String>> in(Collection<String> texts) {
        var analyzer = api.orElseThrow(() -> new IllegalStateException("no model for names is configured"));
        var parts = parts(texts);
        if (parts.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        return Uni.join()
                .all(parts.stream().map(part -> names(analyzer, part)).toList())
                .usingConcurrencyOf(config.atOnce())
                .andFailFast()
                .map(NamesModel::together)
                .ifNoItem()
                .after(config.timeout())
                .fail()
                .onFailure()
                .transform(failure -> ProblemException.retryable(
                        ProblemType.UNAVAILABLE, "the model for names did not say whose names stand in the text", RETRY_AFTER, failure));
    }

    private Uni<Set<String>> names(AnalyzerApi analyzer, String text) {
        return analyzer.analyze(authorization, new Request(text, config.language(), List.of(Found.PERSON), config.atLeast())).map(found -> named(text, found));
    }

    private Set<String> named(String text, List<Found> found) {
        var names = new HashSet<String>();
        for (var one : found) {
            if (Found.PERSON.equals(one.type()) && one.score() >= config.atLeast()) {
                // It counts code points.
                var start = text.offsetByCodePoints(0, one.start());
                names.add(text.substring(start, text.offsetByCodePoints(start, one.end() - one.start())));
            }
        }
        return names;
    }

    private static Set<String> together(List<Set<String>> found) {
        var names = new HashSet<String>();
        found.forEach(names::addAll);
        return names;
    }

    /** As few as the longest call allows; a text that is longer is cut between two words, with a piece of what was before, so that no name is cut. */
    static List<String> parts(Collection<String> texts) {
        var parts = new ArrayList<String>();
        var part = new StringBuilder();
        for (var text : texts.stream().filter(Predicate.not(String::isBlank)).distinct().toList()) {
            for (var piece : pieces(text)) {
                if (!part.isEmpty() && part.length() + piece.length() > LONGEST) {
                    parts.add(part.toString());
                    part.setLength(0);
                }
                part.append(part.isEmpty() ? "" : BETWEEN).append(piece);
            }
        }
        if (!part.isEmpty()) {
            parts.add(part.toString());
        }
        return parts;
    }

    private static List<String> pieces(String text) {
        var pieces = new ArrayList<String>();
        var from = 0;
        while (text.length() - from > LONGEST / 2) {
            var to = before(text, from + LONGEST / 2, from);
            pieces.add(text.substring(from, to));
            from = before(text, to - LONGEST / 20, from);
        }
        pieces.add(text.substring(from));
        return pieces;
    }

    /** Behind the last white space before a place, or the place where there is none near it. */
    private static int before(String text, int place, int from) {
        for (var at = place; at > Math.max(from, place - LONGEST / 20); at--) {
            if (Character.isWhitespace(text.charAt(at - 1))) {
                return at;
            }
        }
        return Character.isLowSurrogate(text.charAt(place)) ? place - 1 : place;
    }

    /** The one call of the API that is needed. */
    @Path("analyze")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public interface AnalyzerApi {

        @POST
        Uni<List<Found>> analyze(@HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization, Request request);
    }

    /** What is asked. */
    @RegisterForReflection
    public record Request(
            String text,
            String language,
            List<String> entities,
            @JsonProperty("score_threshold") double scoreThreshold) {}

    /** A place in the text, in code points. */
    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Found(@JsonProperty("entity_type") String type, int start, int end, double score) {

        static final String PERSON = "PERSON";
    }
}
