package dev.surety.evaluation.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.surety.api.Outcome;
import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.edge.GrantExchange.HeldGrant;
import dev.surety.evaluation.caller.Callers;
import dev.surety.evaluation.shelf.Cursor;
import dev.surety.evaluation.shelf.PageSize;
import dev.surety.request.RequestId;
import dev.surety.request.SuretyHeaders;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answer records, for those who may see them. */
@Path("v1/answer-records")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class AnswerRecordResource {

    private static final String FAILED = "failed";
    private static final List<String> OUTCOMES =
            Stream.concat(Arrays.stream(Outcome.values()).map(Outcome::label), Stream.of(FAILED)).toList();

    private final Callers callers;
    private final RecordReader records;
    private final AnswerStore store;
    private final Readable readable;

    AnswerRecordResource(Callers callers, RecordReader records, AnswerStore store, Readable readable) {
        this.callers = callers;
        this.records = records;
        this.store = store;
        this.readable = readable;
    }

    /** The record of a request; the same 404 whether there is none or it is not the caller's to see. */
    @GET
    @Path("{requestId}")
    public RecordView record(
            @PathParam("requestId") String requestId,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @HeaderParam(SuretyHeaders.REQUEST_ID) String ownRequestId) {
        return callers.as(authorization, ownRequestId, caller -> visible(caller, requestId, ownRequestId));
    }

    private RecordView visible(HeldGrant caller, String requestId, String ownRequestId) {
        return RequestId.parse(requestId)
                .flatMap(id -> records.view(caller, id, ownRequestId))
                .orElseThrow(AnswerRecordResource::noSuchRecord);
    }

    /** The caller's own records, newest first. */
    @GET
    public RecordPage own(
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("outcome") @Nullable String outcome,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @HeaderParam(SuretyHeaders.REQUEST_ID) String ownRequestId) {
        var size = PageSize.of(limit);
        var outcomes = outcomes(outcome);
        var after = Optional.ofNullable(cursor).map(text -> Cursor.read(text, id -> RequestId.parse(id).isPresent()));
        return callers.as(authorization, ownRequestId, caller -> page(caller, size, outcomes, after, ownRequestId));
    }

    private RecordPage page(HeldGrant caller, int size, List<String> outcomes, Optional<JsonNode> after, String ownRequestId) {
        // One more than asked for tells whether another page follows.
        var hits = RecordReader.reachable(() -> store.ownedBy(caller.grant().subject(), caller.grant().tenant(), outcomes, size + 1, after));
        var page = hits.stream().limit(size).toList();
        return new RecordPage(
                shown(caller, page.stream().map(RecordLine::of).toList(), ownRequestId),
                hits.size() > size ? Cursor.of(page.getLast().path("sort")) : null);
    }

    /** The documents behind all of them are asked about together. */
    private List<JsonNode> shown(HeldGrant caller, List<RecordLine> lines, String ownRequestId) {
        var documents = lines.stream().flatMap(line -> line.documents().stream()).toList();
        var now = readable.of(caller, documents, ownRequestId);
        return lines.stream().map(line -> line.shown(now)).toList();
    }

    private static List<String> outcomes(@Nullable String outcome) {
        if (outcome != null && !OUTCOMES.contains(outcome)) {
            throw ProblemException.invalid("outcome", "outcome is one of " + String.join(", ", OUTCOMES));
        }
        return outcome == null ? OUTCOMES : List.of(outcome);
    }

    private static ProblemException noSuchRecord() {
        return new ProblemException(ProblemType.NOT_FOUND, "there is no such answer record");
    }
}
