package dev.surety.inference.tool;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.api.SearchReply;
import dev.surety.api.SearchRequest;
import dev.surety.contract.Contract.SearchCall;
import dev.surety.contract.SliceName;
import dev.surety.edge.GrantExchange.HeldGrant;
import dev.surety.edge.PeerRefusal;
import dev.surety.edge.RetrievalApi;
import dev.surety.request.Priority;
import dev.surety.tool.Arguments;
import io.smallrye.mutiny.TimeoutException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Searches the documents with the caller's own grant: what is found is what retrieval lets that grant see, and nothing else. Blocking. */
@ApplicationScoped
class SearchTool {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final RetrievalApi retrieval;

    SearchTool(@RestClient RetrievalApi retrieval) {
        this.retrieval = retrieval;
    }

    /**
     * @param shown what the caller gets of a text
     * @throws ProblemException {@code grant-outdated} when another grant would do
     */
    Called send(SearchCall call, Arguments arguments, HeldGrant held, Priority priority, Asked asked, Duration within, boolean cutShort, UnaryOperator<String> shown) {
        try {
            var reply = retrieval
                    .search(
                            held.jws(),
                            asked.requestId().toString(),
                            Long.toString(within.toMillis()),
                            priority.label(),
                            new SearchRequest(arguments.text("query").orElse(""), call.passages(), null, null, false))
                    .ifNoItem()
                    .after(within)
                    .fail()
                    .await()
                    .indefinitely();
            return answered(reply, shown);
        } catch (TimeoutException late) {
            return new Called.Failed(true, true, HttpTool.late(cutShort));
        } catch (RuntimeException failure) {
            var problem = failure instanceof ProblemException ours ? ours : PeerRefusal.of(failure, SliceName.RETRIEVE, unavailable());
            if (problem.type() == ProblemType.GRANT_OUTDATED) {
                throw problem;
            }
            return new Called.Failed(true, true, problem);
        }
    }

    private static Called answered(SearchReply reply, UnaryOperator<String> shown) {
        var result = JsonNodeFactory.instance.objectNode();
        var passages = result.putArray("passages");
        var bytes = 0L;
        for (var passage : reply.passages()) {
            passages.addObject()
                    .put("documentId", Untrusted.text(passage.documentId()))
                    .put("title", shown.apply(Untrusted.text(passage.title())))
                    .put("section", shown.apply(Untrusted.text(passage.section())))
                    .put("uri", Untrusted.text(passage.uri()))
                    .put("text", shown.apply(Untrusted.text(passage.text())));
            bytes += passage.text().length();
        }
        reply.degraded().forEach(result.withArray("degraded")::add);
        return new Called.Answered(result, bytes, reply.decisions());
    }

    private static ProblemException unavailable() {
        return ProblemException.retryable(ProblemType.RETRIEVAL_UNAVAILABLE, "retrieval did not reply in time; nothing is found without it", RETRY_AFTER);
    }
}
