package dev.surety.inference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.api.Answer;
import dev.surety.api.Problem;
import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.contract.RedactionPurpose;
import dev.surety.edge.Redaction;
import dev.surety.event.AnswerRecord.StageLine;
import dev.surety.request.RequestId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.Map;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** What happens to one question, as server-sent events. Text is sent after it was verified and recorded: it never has to be taken back. */
final class AnswerStream {

    private static final Logger LOG = Logger.getLogger(AnswerStream.class);
    // Words with the space behind them: pieces that a reader can show as they come.
    private static final Pattern PIECE = Pattern.compile("\\S+\\s*");

    private final Sse sse;
    private final ObjectMapper json;
    private final Redaction redaction;
    private final UnicastProcessor<OutboundSseEvent> events = UnicastProcessor.create();

    /** @param redaction of problems; an answer comes redacted */
    AnswerStream(Sse sse, ObjectMapper json, Redaction redaction) {
        this.sse = sse;
        this.json = json;
        this.redaction = redaction;
    }

    Multi<OutboundSseEvent> events() {
        return events;
    }

    void stage(StageLine line) {
        events.onNext(event("stage", Map.of("stage", line.stage(), "decision", line.decision(), "tookMs", line.tookMs())));
    }

    void answer(Answer answer) {
        PIECE.matcher(answer.text()).results().forEach(piece -> events.onNext(event("token", Map.of("text", piece.group()))));
        answer.citations().forEach(citation -> events.onNext(event("citation", citation)));
        events.onNext(event("answer", answer));
        events.onComplete();
    }

    void problem(Throwable failure, RequestId requestId) {
        events.onNext(event("problem", problemOf(failure, requestId)));
        events.onComplete();
    }

    private Problem problemOf(Throwable failure, RequestId requestId) {
        if (failure instanceof ProblemException known) {
            return Problem.of(
                    known.type(), redaction.text(known.getMessage(), RedactionPurpose.ANSWER), known.field().orElse(null), requestId.toString());
        }
        LOG.errorf(failure, "request failed problem=internal");
        return Problem.of(ProblemType.INTERNAL, "please report the request id", null, requestId.toString());
    }

    private OutboundSseEvent event(String name, Object data) {
        try {
            return sse.newEventBuilder()
                    .name(name)
                    .data(String.class, json.writeValueAsString(data))
                    .build();
        } catch (JsonProcessingException ourOwnMessage) {
            throw new IllegalStateException("our own messages can always be written", ourOwnMessage);
        }
    }
}
