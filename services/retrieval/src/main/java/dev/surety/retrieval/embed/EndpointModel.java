package dev.surety.retrieval.embed;

import dev.surety.api.EmbeddingMessages;
import dev.surety.contract.RedactionPurpose;
import dev.surety.edge.Redactions;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A model behind an OpenAI-compatible endpoint: what no model may read is taken out of its texts first, as the contract in force says. */
final class EndpointModel implements EmbeddingModel {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

    private final EmbeddingsApi api;
    private final String model;
    private final Redactions redactions;
    private final @Nullable String authorization;

    /**
     * Asks nothing yet.
     *
     * @param timeout for one text
     */
    EndpointModel(String baseUrl, String apiKey, String model, Duration timeout, Redactions redactions) {
        this.api = QuarkusRestClientBuilder.newBuilder()
                .baseUri(URI.create(baseUrl))
                .connectTimeout(CONNECT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .build(EmbeddingsApi.class);
        this.model = model;
        this.redactions = redactions;
        this.authorization = apiKey.isEmpty() ? null : "Bearer " + apiKey;
    }

    @Override
    public String name() {
        return model;
    }

    @Override
    public Uni<Vector> embed(String text, Purpose purpose) {
        var shown = redactions.inForce().text(text, RedactionPurpose.PROMPT);
        return api.embed(authorization, new EmbeddingMessages.Request(List.of(shown), model, null))
                .map(EndpointModel::vector);
    }

    // Not every endpoint sends vectors of length 1, and not every one counts tokens.
    private static Vector vector(EmbeddingMessages.Reply reply) {
        return new Vector(Vector.unit(reply.data().getFirst().embedding()), reply.usage() == null ? 0 : reply.usage().promptTokens());
    }

    /** The one call of the API that is needed. */
    @Path("embeddings")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public interface EmbeddingsApi {

        @POST
        Uni<EmbeddingMessages.Reply> embed(@HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization, EmbeddingMessages.Request request);
    }
}
