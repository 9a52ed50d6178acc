package dev.surety.inference.settle;

import dev.surety.api.Answer;
import dev.surety.event.AnswerRecord;
import dev.surety.event.AnswerRecord.Asker;
import dev.surety.event.AnswerRecord.PassageSeen;
import dev.surety.inference.authorize.Granted;
import dev.surety.inference.release.AssistantRelease;
import io.opentelemetry.api.trace.Span;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Writes down what happened. */
@ApplicationScoped
class Records {

    private static final String FAILED = "failed";

    private final AssistantRelease assistant;

    Records(AssistantRelease assistant) {
        this.assistant = assistant;
    }

    /** The record of an answer that is about to be served. */
    AnswerRecord of(Closing closing, Answer answer) {
        var granted = closing.granted();
        var journal = granted.journal();
        return new AnswerRecord(
                answer.requestId(),
                traceId(),
                journal.at(),
                granted.question().text(),
                granted.question().conversationId(),
                asker(granted),
                passages(closing),
                journal.lines(),
                journal.decisions(),
                answer.outcome().label(),
                null,
                answer.text(),
                answer.citations(),
                answer.tier(),
                answer.cache(),
                journal.promptTokens(),
                journal.completionTokens(),
                journal.cost(),
                journal.timingsMs(),
                answer.degraded(),
                answer.indexRelease(),
                answer.policyVersion(),
                answer.assistantRelease());
    }

    /** The record of a request that got a problem instead of an answer. */
    AnswerRecord ofFailure(Granted granted, String problem) {
        var journal = granted.journal();
        return new AnswerRecord(
                journal.requestId(),
                traceId(),
                journal.at(),
                granted.question().text(),
                granted.question().conversationId(),
                asker(granted),
                List.of(),
                journal.lines(),
                journal.decisions(),
                FAILED,
                problem,
                "",
                List.of(),
                "none",
                "none",
                journal.promptTokens(),
                journal.completionTokens(),
                journal.cost(),
                journal.timingsMs(),
                journal.degraded().stream().map(mode -> mode.label()).toList(),
                "",
                granted.question().contract().version(),
                assistant.name());
    }

    /** What the answer was written from; for one that was kept, back then. */
    private static List<PassageSeen> passages(Closing closing) {
        return switch (closing) {
            case Closing.Refused _ -> List.of();
            case Closing.Reused reused -> reused.hit().entry().passages();
            case Closing.Fresh fresh -> fresh.holds().routed().found().passages().stream().map(PassageSeen::of).toList();
        };
    }

    private static Asker asker(Granted granted) {
        var grant = granted.held().grant();
        return new Asker(grant.subject(), grant.tenant(), grant.tags().stream().sorted().toList(), grant.clearance(), grant.actor());
    }

    private static String traceId() {
        var context = Span.current().getSpanContext();
        return context.isValid() ? context.getTraceId() : "";
    }
}
