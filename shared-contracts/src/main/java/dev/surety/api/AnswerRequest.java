package dev.surety.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.surety.request.Money;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/answers}.
 *
 * @param question       1 to {@link #LONGEST_QUESTION} characters
 * @param conversationId optional, at most 100 characters
 * @param mode           {@code auto} if absent
 * @param maxCostUsd     the most that this answer may cost, if less than the contract's ceiling
 * @param deadlineMs     milliseconds in which the answer is wanted, if other than the contract's target; 50 to 120,000
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AnswerRequest(
        String question,
        @Nullable String conversationId,
        Mode mode,
        @Nullable Money maxCostUsd,
        @Nullable Integer deadlineMs) {

    public static final int LONGEST_QUESTION = 4_000;
    private static final int LONGEST_CONVERSATION_ID = 100;
    private static final int SHORTEST_DEADLINE_MS = 50;
    private static final int LONGEST_DEADLINE_MS = 120_000;

    /** @throws ProblemException when a field is out of its bounds */
    @JsonCreator
    public AnswerRequest(
            @JsonProperty("question") @Nullable String question,
            @JsonProperty("conversationId") @Nullable String conversationId,
            @JsonProperty("mode") @Nullable Mode mode,
            @JsonProperty("maxCostUsd") @Nullable String maxCostUsd,
            @JsonProperty("deadlineMs") @Nullable Integer deadlineMs) {
        this(
                checkedQuestion(question),
                checkedConversationId(conversationId),
                mode == null ? Mode.AUTO : mode,
                checkedCost(maxCostUsd),
                checkedDeadline(deadlineMs));
    }

    private static String checkedQuestion(@Nullable String question) {
        // Control and format characters alone are no question either.
        if (question == null || question.codePoints().noneMatch(Character::isLetterOrDigit)) {
            throw ProblemException.invalid("question", "question is missing or empty: send the question as text");
        }
        if (question.length() > LONGEST_QUESTION) {
            throw ProblemException.invalid(
                    "question", "question has " + question.length() + " characters, at most " + LONGEST_QUESTION + " are taken");
        }
        return question;
    }

    private static @Nullable String checkedConversationId(@Nullable String id) {
        if (id != null && (id.isBlank() || id.length() > LONGEST_CONVERSATION_ID)) {
            throw ProblemException.invalid("conversationId", "conversationId has 1 to " + LONGEST_CONVERSATION_ID + " characters");
        }
        return id;
    }

    private static @Nullable Money checkedCost(@Nullable String usd) {
        if (usd == null) {
            return null;
        }
        try {
            return Money.of(usd);
        } catch (IllegalArgumentException notAnAmount) {
            throw ProblemException.invalid("maxCostUsd", "maxCostUsd is a decimal number of dollars as a string, for instance \"0.03\"");
        }
    }

    private static @Nullable Integer checkedDeadline(@Nullable Integer deadlineMs) {
        if (deadlineMs != null && (deadlineMs < SHORTEST_DEADLINE_MS || deadlineMs > LONGEST_DEADLINE_MS)) {
            throw ProblemException.invalid(
                    "deadlineMs", "deadlineMs is " + deadlineMs + ", it must be " + SHORTEST_DEADLINE_MS + " to " + LONGEST_DEADLINE_MS);
        }
        return deadlineMs;
    }

    /** Without the question. */
    @Override
    public String toString() {
        return "AnswerRequest[" + question.length() + " characters, " + mode + "]";
    }

    /** What the caller wants to get. */
    public enum Mode {
        AUTO("auto"),
        SOURCES_ONLY("sources-only");

        private final String label;

        Mode(String label) {
            this.label = label;
        }

        @JsonValue
        public String label() {
            return label;
        }

        /** @throws ProblemException when there is no such mode */
        @JsonCreator
        public static Mode of(String label) {
            return Arrays.stream(values())
                    .filter(mode -> mode.label.equals(label))
                    .findFirst()
                    .orElseThrow(() -> ProblemException.invalid("mode", "mode is auto or sources-only"));
        }
    }
}
