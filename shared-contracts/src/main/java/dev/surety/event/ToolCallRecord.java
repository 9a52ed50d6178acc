package dev.surety.event;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.surety.event.AnswerRecord.Asker;
import dev.surety.policy.Decided;
import dev.surety.request.Money;
import dev.surety.request.RequestId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One call of a tool, or the refusal of one, on {@code surety.tool-calls.v1}, keyed by request id. Neither what the tool was given nor what it returned stands
 * here: names, sizes, and a hash by which somebody who has the arguments can say whether they were these.
 *
 * @param callId          of the call; one that waited for its confirmation has two records
 * @param requestId       of the request
 * @param traceId         W3C trace id, empty when tracing is off
 * @param at              when the request came in
 * @param tool            its name; of a refused call as it was asked for, whether or not there is such a tool
 * @param caller          for whom
 * @param argumentsSha256 of the arguments as JSON, members in order; absent when they were not looked at, or were no arguments
 * @param argumentNames   of those that the tool knows and got
 * @param decisions       what the policy was asked, in order, and what it said
 * @param outcome         {@code done}, {@code to-confirm}, {@code refused} (nothing was called), {@code failed}, or {@code unknown}: it was called, and nobody knows
 *     what came of it
 * @param problem         label of the problem that the caller got; absent for {@code done} and {@code to-confirm}
 * @param resultBytes     size of what the tool returned
 * @param costUsd         what the call cost at most, and was charged
 * @param tookMs          milliseconds from the request's arrival
 * @param policyVersion   content hash of the contract
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ToolCallRecord(
        UUID callId,
        RequestId requestId,
        String traceId,
        Instant at,
        String tool,
        Asker caller,
        @Nullable String argumentsSha256,
        List<String> argumentNames,
        List<Decided> decisions,
        String outcome,
        @Nullable String problem,
        long resultBytes,
        Money costUsd,
        long tookMs,
        String policyVersion) {

    public static final String TYPE = "dev.surety.tool.called.v1";

    public ToolCallRecord {
        Objects.requireNonNull(callId, "callId");
        Objects.requireNonNull(requestId, "requestId");
        Objects.requireNonNull(tool, "tool");
        Objects.requireNonNull(caller, "caller");
        Objects.requireNonNull(outcome, "outcome");
        argumentNames = List.copyOf(argumentNames);
        decisions = List.copyOf(decisions);
    }

    /** Ids only. */
    @Override
    public String toString() {
        return "ToolCallRecord[" + callId + ", " + outcome + "]";
    }
}
