package dev.surety.retrieval;

import dev.surety.api.Passage;
import dev.surety.api.SearchReply;
import dev.surety.api.SearchRequest;
import dev.surety.contract.ContractFile;
import dev.surety.contract.Degradation;
import dev.surety.contract.RedactionPurpose;
import dev.surety.contract.SliceName;
import dev.surety.edge.ContractInForce;
import dev.surety.edge.Grants;
import dev.surety.edge.GrantExchange.HeldGrant;
import dev.surety.edge.RedactedText;
import dev.surety.edge.Redactions;
import dev.surety.grant.Grant;
import dev.surety.index.IndexNames;
import dev.surety.policy.Decided;
import dev.surety.policy.Policy;
import dev.surety.request.Deadline;
import dev.surety.retrieval.embed.Embeddings;
import dev.surety.retrieval.engine.Engine;
import dev.surety.retrieval.engine.Hits;
import dev.surety.retrieval.fuse.Fused;
import dev.surety.retrieval.fuse.Fusion;
import dev.surety.slo.Enforcement;
import dev.surety.slo.SliceCall;
import dev.surety.slo.SliceGuard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One search: verify the grant, leave out the indexes that a rule forbids, embed the question, ask the engine, check every hit once more, keep those whose
 * document may be seen as a whole, fuse. Start reading here.
 */
@ApplicationScoped
class SearchPipeline {

    // The engine needs the rest; a question that is not embedded by then is searched by its words.
    private static final int SHARE_FOR_EMBEDDING = 2;

    private final Grants grants;
    private final ContractInForce contract;
    private final Permits permits;
    private final Embeddings embeddings;
    private final Engine engine;
    private final LastCheck lastCheck;
    private final Visibilities visibilities;
    private final Fusion fusion;
    private final VectorHalf vectorHalf;
    private final Steps steps;
    private final Redactions redactions;
    private final SliceGuard guard;

    SearchPipeline(
            Grants grants,
            ContractInForce contract,
            Permits permits,
            Embeddings embeddings,
            Engine engine,
            LastCheck lastCheck,
            Visibilities visibilities,
            Fusion fusion,
            VectorHalf vectorHalf,
            Steps steps,
            Redactions redactions,
            Enforcement enforcement) {
        this.grants = grants;
        this.contract = contract;
        this.permits = permits;
        this.embeddings = embeddings;
        this.engine = engine;
        this.lastCheck = lastCheck;
        this.visibilities = visibilities;
        this.fusion = fusion;
        this.vectorHalf = vectorHalf;
        this.steps = steps;
        this.redactions = redactions;
        this.guard = enforcement.guard(SliceName.RETRIEVE);
    }

    /**
     * The best passages that the grant may see, within the contract's time-out for this slice or what the caller has left, whichever is less.
     *
     * @param grant the header {@code Surety-Grant}
     * @param call  the request; a search may be done twice
     */
    Uni<SearchReply> search(@Nullable String grant, SearchRequest request, SliceCall call) {
        return guard.run(
                call.andAgain(),
                deadline -> answered(contract.file(), grant, request, deadline),
                reply -> reply.degraded().stream().map(Degradation::of).toList());
    }

    /** The contract is that of when the search began, to its end. */
    private Uni<SearchReply> answered(ContractFile file, @Nullable String grant, SearchRequest request, Deadline deadline) {
        return steps.run("authorize", () -> grants.verified(grant))
                .chain(caller -> permitted(file.policy(), caller, request, deadline)
                        .chain(reply -> steps.run("redact", () -> redacted(reply, file, new HeldGrant(caller, String.valueOf(grant))))));
    }

    private Uni<SearchReply> permitted(Policy policy, Grant caller, SearchRequest request, Deadline deadline) {
        return steps.run("permit", () -> permits.indexes(policy, caller, request.filters().indexes()))
                .chain(permitted -> found(policy, caller, request, permitted, deadline));
    }

    // Where no index may be searched the engine is asked for one that is not there: what takes less time would tell that there is something.
    private Uni<SearchReply> found(Policy policy, Grant caller, SearchRequest request, Permits.Permitted permitted, Deadline deadline) {
        return vector(request, deadline)
                .chain(vector -> steps.run("engine", () -> engine.search(
                        caller, request.query(), request.mode() != SearchRequest.Mode.VECTOR, vector, permitted.indexes())))
                .chain(hits -> whole(policy, caller, lastCheck.permitted(caller, hits)))
                .chain(whole -> steps.run("fuse", () -> Uni.createFrom().item(reply(request, whole, permitted.decisions()))));
    }

    // A change of access is written chunk by chunk: what was found a moment ago may be of a document that has just been closed.
    private Uni<Hits> whole(Policy policy, Grant caller, Hits checked) {
        return visibilities.of(policy, caller, checked.documents()).map(checked::of);
    }

    private Uni<Optional<float[]>> vector(SearchRequest request, Deadline deadline) {
        var left = deadline.left();
        return switch (request.mode()) {
            case LEXICAL -> Uni.createFrom().item(Optional.empty());
            case VECTOR -> embedded(request, left);
            case HYBRID -> embedded(request, left.dividedBy(SHARE_FOR_EMBEDDING)).onFailure().recoverWithItem(vectorHalf::failed);
        };
    }

    private Uni<Optional<float[]>> embedded(SearchRequest request, Duration within) {
        return steps.run("embed", () -> embeddings.query(request.query(), within)).map(Optional::of);
    }

    private SearchReply reply(SearchRequest request, Hits hits, List<Decided> decisions) {
        var fused = fusion.fuse(hits, request.k());
        var passages = IntStream.range(0, fused.size())
                .mapToObj(index -> passage(fused.get(index), index + 1, request.explain()))
                .toList();
        var releases = fused.stream().map(candidate -> candidate.hit().release()).distinct().sorted().collect(Collectors.joining(","));
        return new SearchReply(passages, releases.isEmpty() ? "none" : releases, degraded(request, hits), decisions);
    }

    /** Without what no caller may read: whoever holds a grant may search. */
    private Uni<SearchReply> redacted(SearchReply reply, ContractFile file, HeldGrant held) {
        return redactions.of(file, held, redacted -> redacted(reply, redacted));
    }

    private static SearchReply redacted(SearchReply reply, RedactedText redacted) {
        var passages = reply.passages().stream()
                .map(passage -> passage.with(text -> redacted.text(text, RedactionPurpose.ANSWER)))
                .toList();
        return new SearchReply(passages, reply.indexRelease(), reply.degraded(), reply.decisions());
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
                scores,
                IndexNames.indexOf(fused.hit().release()),
                chunk.clearance());
    }
}
