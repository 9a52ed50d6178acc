package dev.surety.event;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.surety.api.Citation;
import dev.surety.api.Passage;
import dev.surety.policy.Decided;
import dev.surety.request.Money;
import dev.surety.request.RequestId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that led to one reply, on {@code surety.answers.v1}, keyed by request id.
 *
 * @param requestId        of the request
 * @param traceId          W3C trace id, empty when tracing is off
 * @param at               when the question was admitted
 * @param question         as it was asked
 * @param conversationId   if the caller named one
 * @param asker            on whose behalf; absent when the request ended before the caller was known
 * @param passages         what retrieval returned, without the text
 * @param stages           one line for each stage that ran, in order
 * @param decisions        what the policy was asked, in order, and what it said
 * @param outcome          label of the outcome, or {@code failed}
 * @param problem          label of the problem, for {@code failed}
 * @param text             the words that the caller got
 * @param citations        of the text
 * @param tier             tier that wrote the text, or {@code none}
 * @param cache            {@code none}, {@code exact} or {@code semantic}
 * @param promptTokens     tokens sent to models
 * @param completionTokens tokens that models wrote
 * @param costUsd          what it cost
 * @param timingsMs        milliseconds by stage
 * @param degraded         degradation modes in force
 * @param indexRelease     what was searched
 * @param policyVersion    content hash of the contract
 * @param assistantRelease version of prompts, routing and code
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record AnswerRecord(
        RequestId requestId,
        String traceId,
        Instant at,
        String question,
        @Nullable String conversationId,
        @Nullable Asker asker,
        List<PassageSeen> passages,
        List<StageLine> stages,
        List<Decided> decisions,
        String outcome,
        @Nullable String problem,
        String text,
        List<Citation> citations,
        String tier,
        String cache,
        long promptTokens,
        long completionTokens,
        Money costUsd,
        Map<String, Long> timingsMs,
        List<String> degraded,
        String indexRelease,
        String policyVersion,
        String assistantRelease) {

    public static final String TYPE = "dev.surety.answer.recorded.v1";

    public AnswerRecord {
        passages = List.copyOf(passages);
        stages = List.copyOf(stages);
        // Records of before there were any.
        decisions = decisions == null ? List.of() : List.copyOf(decisions);
        citations = List.copyOf(citations);
        degraded = List.copyOf(degraded);
    }

    /** Ids of every document that its words may come from. */
    public Set<String> documents() {
        return Stream.concat(passages.stream().map(PassageSeen::documentId), citations.stream().map(Citation::documentId))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Ids only. */
    @Override
    public String toString() {
        return "AnswerRecord[" + requestId + ", " + outcome + "]";
    }

    /**
     * The grant's subject and tags.
     *
     * @param actor service that acted for the subject; null when none did
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Asker(String subject, String tenant, List<String> tags, int clearance, @Nullable String actor) {

        @Override
        public String toString() {
            return "Asker[" + tags.size() + " tags]";
        }
    }

    /** A passage that retrieval returned, and its scores. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record PassageSeen(String id, String documentId, String title, String section, String uri, int rank, Passage.Scores scores) {

        /** What is kept of a passage: all but its text. */
        public static PassageSeen of(Passage passage) {
            return new PassageSeen(
                    passage.id(), passage.documentId(), passage.title(), passage.section(), passage.uri(), passage.rank(), passage.scores());
        }

        @Override
        public String toString() {
            return "PassageSeen[" + id + ", rank " + rank + "]";
        }
    }

    /**
     * What a stage saw, decided and took.
     *
     * @param stage    its name
     * @param saw      what it had before it, in numbers and ids
     * @param decision what it decided, a stable word
     * @param reason   why
     * @param tookMs   milliseconds
     * @param costUsd  what it spent
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record StageLine(String stage, String saw, String decision, String reason, double tookMs, Money costUsd) {}
}
