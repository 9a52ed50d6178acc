package dev.surety.inference.route;

import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.api.RerankMessages;
import dev.surety.contract.Degradation;
import dev.surety.edge.PeerRefusal;
import dev.surety.edge.RetrievalApi;
import dev.surety.inference.retrieve.Found;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Has retrieval compare the best sentences with the question by meaning. What can't be compared in time is judged by words, and the caller is told. */
@Startup
@ApplicationScoped
class Reranking {

    private final RetrievalApi retrieval;
    private final RouteConfig config;

    /** @throws IllegalStateException when a retired key is set */
    Reranking(@RestClient RetrievalApi retrieval, RouteConfig config) {
        config.rerankTimeout().ifPresent(time -> {
            throw new IllegalStateException("surety.route.rerank-timeout is retired: say it in the contract, as slices.rerank.timeout");
        });
        this.retrieval = retrieval;
        this.config = config;
    }

    Uni<Evidence> of(Found found, Evidence byWords) {
        // Where the question could not be embedded a moment ago, sentences can't be either.
        if (byWords.isEmpty() || found.journal().degraded().contains(Degradation.LEXICAL_ONLY)) {
            return Uni.createFrom().item(byWords);
        }
        var within = found.question().within(found.question().contract().contract().slices().rerank().timeout());
        var texts = byWords.sentences().stream().limit(config.rerankedSentences()).map(Reranking::text).toList();
        return retrieval
                .rerank(
                        found.granted().held().jws(),
                        found.journal().requestId().toString(),
                        Long.toString(within.toMillis()),
                        found.granted().priority().label(),
                        new RerankMessages.Request(found.question().text(), texts))
                .ifNoItem()
                .after(within)
                .fail()
                .map(reply -> byWords.reranked(inOrder(reply)))
                .onFailure(PeerRefusal::isOutdatedGrant)
                .transform(failure -> new ProblemException(ProblemType.GRANT_OUTDATED, "what the caller may see has changed"))
                .onFailure(Reranking::isNoDenial)
                .recoverWithItem(() -> {
                    found.journal().degrade(Degradation.LEXICAL_ONLY);
                    return byWords;
                });
    }

    /** What was found with an outdated grant is not answered from. */
    private static boolean isNoDenial(Throwable failure) {
        return !(failure instanceof ProblemException problem && problem.type() == ProblemType.GRANT_OUTDATED);
    }

    private static String text(Evidence.Candidate candidate) {
        var text = candidate.inContext();
        return text.length() <= RerankMessages.Request.LONGEST_DOCUMENT ? text : text.substring(0, RerankMessages.Request.LONGEST_DOCUMENT);
    }

    private static List<Double> inOrder(RerankMessages.Reply reply) {
        return reply.results().stream()
                .sorted(Comparator.comparingInt(RerankMessages.Result::index))
                .map(RerankMessages.Result::relevanceScore)
                .toList();
    }
}
