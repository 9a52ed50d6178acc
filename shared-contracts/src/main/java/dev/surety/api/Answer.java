package dev.surety.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.surety.request.Money;
import dev.surety.request.RequestId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The reply of {@code POST /v1/answers}.
 *
 * @param requestId        of this request
 * @param outcome          how the question ended
 * @param text             the words for the caller; {@code [n]} refers to a citation
 * @param citations        what the text rests on, or, for {@code sources-only}, where to look
 * @param clarification    the question back, for {@code clarification}
 * @param handoff          the queue entry, for {@code handed-off}
 * @param degraded         degradation modes in force
 * @param tier             tier that wrote the text, {@code none} if no tier did
 * @param cache            {@code none}, {@code exact} or {@code semantic}
 * @param costUsd          what it cost
 * @param timingsMs        milliseconds by stage
 * @param indexRelease     what was searched
 * @param policyVersion    content hash of the contract
 * @param assistantRelease version of prompts, routing and code
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Answer(
        RequestId requestId,
        Outcome outcome,
        String text,
        List<Citation> citations,
        @Nullable String clarification,
        @Nullable String handoff,
        List<String> degraded,
        String tier,
        String cache,
        Money costUsd,
        Map<String, Long> timingsMs,
        String indexRelease,
        String policyVersion,
        String assistantRelease) {

    public Answer {
        citations = List.copyOf(citations);
        degraded = List.copyOf(degraded);
    }

    /** Without the text. */
    @Override
    public String toString() {
        return "Answer[" + requestId + ", " + outcome + ", " + citations.size() + " citations]";
    }
}
