package dev.surety.evaluation.probe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.api.Answer;
import dev.surety.api.AnswerRequest;
import dev.surety.api.SearchRequest;
import dev.surety.edge.RetrievalApi;
import dev.surety.evaluation.ask.InferenceApi;
import dev.surety.evaluation.record.RecordReader;
import dev.surety.request.Money;
import dev.surety.request.Priority;
import dev.surety.request.RequestId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Looks for a canary on every way, as the probe. Blocking; what can't be looked at throws, and is not gone. */
@ApplicationScoped
class Eyes {

    private static final String CACHED_TOO = "max-age=86400";
    private static final String EXACT = "exact";
    private static final int FEW = 10;

    private final ProbePass pass;
    private final RetrievalApi retrieval;
    private final InferenceApi inference;
    private final RecordReader records;
    private final ObjectMapper json;
    private final Duration timeout;

    Eyes(
            ProbePass pass,
            @RestClient RetrievalApi retrieval,
            @RestClient InferenceApi inference,
            RecordReader records,
            ObjectMapper json,
            ProbeConfig config) {
        this.pass = pass;
        this.retrieval = retrieval;
        this.inference = inference;
        this.records = records;
        this.json = json;
        this.timeout = config.timeout();
    }

    /**
     * An answer to the canary's question.
     *
     * @param shows  whether anything in it comes from the canary
     * @param cached whether it was given before
     */
    record Told(RequestId requestId, boolean shows, boolean cached) {}

    /** Whether a search for the canary's words finds it. */
    boolean finds(Canary canary) {
        var request = new SearchRequest(canary.question(), FEW, null, new SearchRequest.Filters(List.of(canary.index())), false);
        return retrieval
                .search(pass.grant().jws(), RequestId.next().toString(), Long.toString(timeout.toMillis()), Priority.EVALUATION.label(), request)
                .await()
                .atMost(timeout)
                .passages()
                .stream()
                .anyMatch(passage -> passage.documentId().equals(canary.documentId()) && passage.text().contains(canary.watchword()));
    }

    /** What the canary's question is answered, from the cache too. Nothing may be paid for it. */
    Told asks(Canary canary) {
        var request = new AnswerRequest(canary.question(), null, AnswerRequest.Mode.AUTO, Money.ZERO, Math.toIntExact(timeout.toMillis()));
        var reply = inference.answer(pass.authorization(), RequestId.next().toString(), CACHED_TOO, Priority.EVALUATION.label(), request);
        var shows = reply.toString().contains(canary.watchword()) || reply.path("citations").toString().contains(canary.documentId());
        try {
            var answer = json.treeToValue(reply, Answer.class);
            return new Told(answer.requestId(), shows, answer.cache().equals(EXACT));
        } catch (JsonProcessingException notAnAnswer) {
            throw new IllegalStateException("inference's reply is no answer", notAnAnswer);
        }
    }

    /** Whether the record of an answer, opened by the one who asked, shows the canary's words. */
    boolean opens(Canary canary, RequestId requestId) {
        return records.words(pass.grant(), requestId).filter(words -> words.contains(canary.watchword())).isPresent();
    }
}
