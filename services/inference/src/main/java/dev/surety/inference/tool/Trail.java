package dev.surety.inference.tool;

import dev.surety.event.AnswerRecord.Asker;
import dev.surety.event.ToolCallRecord;
import dev.surety.grant.Grant;
import dev.surety.policy.Decided;
import dev.surety.request.Money;
import dev.surety.tool.ArgumentSchema;
import dev.surety.tool.Arguments;
import io.opentelemetry.api.trace.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is known of one call so far, for its record. For one thread. */
final class Trail {

    private final Asked asked;
    private final String tool;
    private final Instant at;
    private final long started = System.nanoTime();
    private final List<Decided> decisions = new ArrayList<>();
    private UUID callId;
    private @Nullable Grant grant;
    private @Nullable String sha256;
    private List<String> names = List.of();
    private Money cost = Money.ZERO;
    private long resultBytes;
    private boolean recorded;

    Trail(Asked asked, String tool, UUID callId, Instant at) {
        this.asked = asked;
        this.tool = tool;
        this.callId = callId;
        this.at = at;
    }

    UUID callId() {
        return callId;
    }

    String tool() {
        return tool;
    }

    /** Whether the contract has such a tool. */
    boolean isKnown() {
        return asked.contract().contract().tool(tool).isPresent();
    }

    /** This request is about a call that is there already. */
    void continues(UUID known) {
        callId = known;
    }

    void identified(Grant known) {
        grant = known;
    }

    /** Whether it is known for whom: of nobody there is no record. */
    boolean hasCaller() {
        return grant != null;
    }

    Grant grant() {
        if (grant == null) {
            throw new IllegalStateException("nobody is known yet");
        }
        return grant;
    }

    void decided(List<Decided> further) {
        decisions.addAll(further);
    }

    /** What the tool does not know of is the caller's own text, and stands in no record. */
    void took(Arguments arguments, ArgumentSchema known) {
        sha256 = arguments.sha256();
        names = arguments.names().stream().filter(known::has).toList();
    }

    void charged(Money amount) {
        cost = amount;
    }

    void returned(long bytes) {
        resultBytes = bytes;
    }

    /** The record of this request is put away: it has no second one. */
    void isRecorded() {
        recorded = true;
    }

    boolean recorded() {
        return recorded;
    }

    Duration took() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    ToolCallRecord record(Outcome outcome, @Nullable String problem) {
        var caller = grant();
        return new ToolCallRecord(
                callId,
                asked.requestId(),
                traceId(),
                at,
                tool,
                new Asker(caller.subject(), caller.tenant(), caller.tags().stream().sorted().toList(), caller.clearance(), caller.actor()),
                sha256,
                names,
                decisions,
                outcome.label(),
                problem,
                resultBytes,
                cost,
                took().toMillis(),
                asked.contract().version());
    }

    private static String traceId() {
        var context = Span.current().getSpanContext();
        return context.isValid() ? context.getTraceId() : "";
    }
}
