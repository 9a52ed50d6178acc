package dev.surety.retrieval;

import dev.surety.api.Passage;
import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.api.SearchReply;
import dev.surety.api.SearchRequest;
import dev.surety.contract.Contract;
import dev.surety.contract.Degradation;
import dev.surety.edge.ContractInForce;
import dev.surety.edge.Grants;
import dev.surety.grant.Grant;
import dev.surety.retrieval.embed.Embeddings;
import dev.surety.retrieval.engine.Engine;
import dev.surety.retrieval.engine.Hits;
import dev.surety.retrieval.fuse.Fused;
import dev.surety.retrieval.fuse.Fusion;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One search: verify the grant, embed the question, ask the engine, fuse, check every passage once more. Start reading here. */
@ApplicationScoped
class SearchPipeline {

    private static final Logger LOG = Logger.getLogger(SearchPipeline.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    // The engine needs the rest; a question that is not embedded by then is searched by its words.
    private static final double SHARE_FOR_EMBEDDING = 0.5;

    private final Grants grants;
    private final Embeddings embeddings;
    private final Engine engine;
    private final Fusion fusion;
    private final VectorHalf vectorHalf;
    private final MeterRegistry meters;
    private final Contract.Slice slice;
    private final Semaphore places;

    SearchPipeline(
            Grants grants,
            Embeddings embeddings,
            Engine engine,
            Fusion fusion,
            VectorHalf vectorHalf,
            MeterRegistry meters,
            ContractInForce contract) {
        this.grants = grants;
        this.embeddings = embeddings;
        this.engine = engine;
        this.fusion = fusion;
        this.vectorHalf = vectorHalf;
        this.meters = meters;
        this.slice = contract.contract().slices().retrieve();
        this.places = new Semaphore(slice.concurrency());
        meters.counter("surety.retrieval.withheld");
    }

    /**
     * The best passages that the grant may see.
     *
     * @param grant  the header {@code Surety-Grant}
     * @param budget what the caller has left, if it said so
     */
    Uni<SearchReply> search(@Nullable String grant, SearchRequest request, Optional<Duration> budget) {
        return grants.verified(grant).chain(caller -> admitted(caller, request, budget));
    }

    private Uni<SearchReply> admitted(Grant caller, SearchRequest request, Optional<Duration> budget) {
        if (!places.tryAcquire()) {
            throw ProblemException.retryable(ProblemType.OVERLOADED, "as many searches as the contract allows are running", RETRY_AFTER);
        }
        var timeout = budget.filter(left -> left.compareTo(slice.timeout()) < 0).orElse(slice.timeout());
        return vector(request, timeout)
                .chain(vector -> timed("engine", engine.search(
                        caller, request.query(), request.mode() != SearchRequest.Mode.VECTOR, vector, request.filters().indexes())))
                .map(hits -> checked(caller, request, hits))
                .ifNoItem()
                .after(timeout)
                .fail()
                .onFailure(failure -> !(failure instanceof ProblemException))
                .transform(SearchPipeline::unavailable)
                .onTermination()
                .invoke(places::release);
    }

    private Uni<Optional<float[]>> vector(SearchRequest request, Duration timeout) {
        return switch (request.mode()) {
            case LEXICAL -> Uni.createFrom().item(Optional.empty());
            case VECTOR -> timed("embed", embeddings.query(request.query())).map(Optional::of);
            case HYBRID -> timed("embed", embeddings.query(request.query()))
                    .map(Optional::of)
                    .ifNoItem()
                    .after(Duration.ofMillis((long) (timeout.toMillis() * SHARE_FOR_EMBEDDING)))
                    .fail()
                    .onFailure()
                    .recoverWithItem(vectorHalf::failed);
        };
    }

    private SearchReply checked(Grant caller, SearchRequest request, Hits hits) {
        var fused = fusion.fuse(hits, request.k());
        var passages = new ArrayList<Passage>();
        var permitted = fused.stream().filter(candidate -> candidate.hit().chunk().access().permits(caller)).toList();
        for (var candidate : permitted) {
            passages.add(passage(candidate, passages.size() + 1, request.explain()));
        }
        var withheld = fused.size() - permitted.size();
        if (withheld > 0) {
            meters.counter("surety.retrieval.withheld").increment(withheld);
            LOG.errorf("the engine's filter let through what the grant does not permit count=%d", withheld);
        }
        var releases = permitted.stream().map(candidate -> candidate.hit().release()).distinct().sorted().collect(Collectors.joining(","));
        return new SearchReply(passages, releases.isEmpty() ? "none" : releases, degraded(request, hits), withheld);
    }

    private List<String> degraded(SearchRequest request, Hits hits) {
        if (request.mode() != SearchRequest.Mode.HYBRID) {
            return List.of();
        }
        vectorHalf.done(hits.vectorDone());
        return hits.vectorDone() ? List.of() : List.of(Degradation.LEXICAL_ONLY.label());
    }

    private static Passage passage(Fused fused, int rank, boolean explain) {
        var chunk = fused.hit().chunk();
        var scores = explain ? fused.scores() : new Passage.Scores(null, null, fused.scores().fused(), null);
        return new Passage(
                fused.hit().id(),
                chunk.documentId(),
                chunk.title(),
                chunk.section(),
                chunk.uri(),
                chunk.text(),
                rank,
                chunk.updatedAt(),
                scores);
    }

    private <T> Uni<T> timed(String step, Uni<T> work) {
        return Uni.createFrom().deferred(() -> {
            var sample = Timer.start(meters);
            return work.onTermination().invoke(() -> sample.stop(Timer.builder("surety.retrieval.step")
                    .description("time of each step of a search")
                    .tag("step", step)
                    .publishPercentileHistogram()
                    .register(meters)));
        });
    }

    private static Throwable unavailable(Throwable failure) {
        return new ProblemException(ProblemType.RETRIEVAL_UNAVAILABLE, "the search engine did not reply in time", failure);
    }
}
