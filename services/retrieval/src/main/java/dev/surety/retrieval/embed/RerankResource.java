package dev.surety.retrieval.embed;

import dev.surety.api.ProblemException;
import dev.surety.api.RerankMessages;
import dev.surety.contract.SliceName;
import dev.surety.edge.Grants;
import dev.surety.edge.RequestBorder;
import dev.surety.request.SuretyHeaders;
import dev.surety.slo.Enforcement;
import dev.surety.slo.SliceGuard;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/rerank}: compares texts that the caller already holds with a question. It reads no document, so any grant will do. */
@Path("v1/rerank")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class RerankResource {

    private final Embeddings embeddings;
    private final Grants grants;
    private final SliceGuard guard;

    RerankResource(Embeddings embeddings, Grants grants, Enforcement enforcement) {
        this.embeddings = embeddings;
        this.grants = grants;
        this.guard = enforcement.guard(SliceName.RERANK);
    }

    @POST
    public Uni<RerankMessages.Reply> rerank(
            @HeaderParam(SuretyHeaders.GRANT) @Nullable String grant,
            RerankMessages.@Nullable Request request,
            @Context ContainerRequestContext http) {
        if (request == null) {
            throw ProblemException.invalid("body", "the body is missing: send {\"query\": \"…\", \"documents\": [\"…\"]}");
        }
        return guard.run(
                RequestBorder.call(http),
                deadline -> grants.verified(grant)
                        .chain(caller -> embeddings.similarities(request.query(), request.documents(), deadline.left()))
                        .map(this::reply),
                reply -> List.of());
    }

    private RerankMessages.Reply reply(List<Double> similarities) {
        var results = IntStream.range(0, similarities.size())
                .mapToObj(index -> new RerankMessages.Result(index, similarities.get(index)))
                .sorted(Comparator.comparingDouble(RerankMessages.Result::relevanceScore).reversed())
                .toList();
        return new RerankMessages.Reply(embeddings.modelName(), results);
    }
}
