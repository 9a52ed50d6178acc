package dev.surety.ingestion.embed;

import dev.surety.api.EmbeddingMessages;
import dev.surety.edge.RetrievalApi;
import dev.surety.ingestion.event.BadEvent;
import dev.surety.ingestion.event.Reason;
import dev.surety.request.Priority;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Has retrieval make vectors. Blocks; an exception other than {@link BadEvent} means that retrieval or identity-policy can't help right now. */
@Singleton
public final class Embedder {

    private static final int MOST_IN_A_BATCH = 256;
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHENTICATED = 401;

    private final RetrievalApi retrieval;
    private final ServiceGrant grant;
    private final int batch;
    private final Duration timeout;

    Embedder(@RestClient RetrievalApi retrieval, ServiceGrant grant, EmbedConfig config) {
        this.retrieval = retrieval;
        this.grant = grant;
        this.batch = config.batch();
        this.timeout = config.timeout();
        if (batch < 1 || batch > MOST_IN_A_BATCH) {
            throw new IllegalArgumentException(
                    "surety.ingestion.embedding.batch is %d, it must be 1 to %d".formatted(batch, MOST_IN_A_BATCH));
        }
    }

    /** What retrieval runs at the moment, found out by asking for one vector. */
    public EmbeddingModel model() {
        return embed(List.of("surety")).model();
    }

    /**
     * Vectors of passages.
     *
     * @param texts at least one, none blank
     * @throws BadEvent when retrieval refuses the texts
     */
    public Embeddings embed(List<String> texts) {
        var vectors = new ArrayList<float[]>(texts.size());
        EmbeddingModel model = null;
        for (var from = 0; from < texts.size(); from += batch) {
            var part = texts.subList(from, Math.min(texts.size(), from + batch));
            var reply = ask(part);
            var partModel = new EmbeddingModel(reply.model(), reply.data().getFirst().embedding().length);
            if (reply.data().size() != part.size() || model != null && !model.equals(partModel)) {
                throw new IllegalStateException("retrieval's embedding model changed between two batches, or a vector is missing");
            }
            model = partModel;
            reply.data().forEach(one -> vectors.add(one.embedding()));
        }
        if (model == null) {
            throw new IllegalArgumentException("there is nothing to embed");
        }
        return new Embeddings(model, vectors);
    }

    private EmbeddingMessages.Reply ask(List<String> texts) {
        try {
            return retrieval
                    .embed(grant.jws(), Priority.BULK.label(), new EmbeddingMessages.Request(texts, null, "passage"))
                    .await()
                    .atMost(timeout);
        } catch (WebApplicationException refused) {
            var status = refused.getResponse().getStatus();
            if (status == BAD_REQUEST) {
                throw new BadEvent(Reason.REFUSED_BY_EMBEDDING, "retrieval does not take a text of this document (status 400)", refused);
            }
            if (status == UNAUTHENTICATED) {
                grant.forget();
            }
            throw refused;
        }
    }
}
