package dev.surety.retrieval.embed;

import dev.surety.api.EmbeddingMessages;
import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.edge.Grants;
import dev.surety.edge.RequestBorder;
import dev.surety.grant.Grant;
import dev.surety.request.SuretyHeaders;
import dev.surety.retrieval.embed.EmbeddingModel.Purpose;
import dev.surety.retrieval.embed.EmbeddingModel.Vector;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/embeddings}: in the form of the OpenAI API, for our own services only. Nothing is shed here, whatever burns: a document that is not embedded is
 * not withdrawn either, and questions overtake passages in the model's pool anyway.
 */
@Path("v1/embeddings")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class EmbeddingResource {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Embeddings embeddings;
    private final Grants grants;
    private final Duration timeout;
    private final int longestText;

    EmbeddingResource(Embeddings embeddings, Grants grants, EmbeddingConfig config) {
        this.embeddings = embeddings;
        this.grants = grants;
        this.timeout = config.timeout();
        this.longestText = config.longestText();
    }

    @POST
    public Uni<EmbeddingMessages.Reply> embed(
            @HeaderParam(SuretyHeaders.GRANT) @Nullable String grant,
            EmbeddingMessages.@Nullable Request request,
            @Context ContainerRequestContext http) {
        var within = RequestBorder.budget(http).filter(left -> left.compareTo(timeout) < 0).orElse(timeout);
        return grants.verified(grant)
                .invoke(EmbeddingResource::refuseWhoIsNoService)
                .chain(service -> embed(request, within))
                .onFailure(TimeoutException.class)
                .transform(late -> late(within));
    }

    private static void refuseWhoIsNoService(Grant caller) {
        if (!caller.isService()) {
            throw new ProblemException(ProblemType.FORBIDDEN, "embeddings are for the services of this product");
        }
    }

    private Uni<EmbeddingMessages.Reply> embed(EmbeddingMessages.@Nullable Request request, Duration within) {
        if (request == null) {
            throw ProblemException.invalid("body", "the body is missing: send {\"input\": [\"…\"]}");
        }
        if (request.model() != null && !request.model().equals(embeddings.modelName())) {
            throw ProblemException.invalid("model", "this deployment embeds with " + embeddings.modelName());
        }
        if (request.input().stream().anyMatch(text -> text.length() > longestText)) {
            throw ProblemException.invalid("input", "a text has more than " + longestText + " characters: split it");
        }
        return embeddings.all(request.input(), purpose(request.inputType()), within).map(this::reply);
    }

    private ProblemException late(Duration within) {
        return within.compareTo(timeout) < 0
                ? new ProblemException(ProblemType.DEADLINE_EXCEEDED, "the deadline passed before the texts were embedded")
                : ProblemException.retryable(
                        ProblemType.UNAVAILABLE, "the texts were not embedded within " + timeout.toMillis() + " ms", RETRY_AFTER);
    }

    private static Purpose purpose(@Nullable String inputType) {
        return switch (inputType) {
            case null -> Purpose.PASSAGE;
            case "passage" -> Purpose.PASSAGE;
            case "query" -> Purpose.QUERY;
            default -> throw ProblemException.invalid("input_type", "input_type is passage or query");
        };
    }

    private EmbeddingMessages.Reply reply(List<Vector> vectors) {
        var tokens = vectors.stream().mapToInt(Vector::tokens).sum();
        return new EmbeddingMessages.Reply(
                "list",
                IntStream.range(0, vectors.size())
                        .mapToObj(index -> new EmbeddingMessages.Embedding("embedding", index, vectors.get(index).values()))
                        .toList(),
                embeddings.modelName(),
                new EmbeddingMessages.Usage(tokens, tokens));
    }
}
