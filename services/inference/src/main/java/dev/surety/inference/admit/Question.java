package dev.surety.inference.admit;

import dev.surety.api.AnswerRequest;
import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.contract.BurnAction;
import dev.surety.contract.ContractFile;
import dev.surety.inference.stage.Journal;
import dev.surety.inference.stage.Journaled;
import dev.surety.inference.stage.Note;
import dev.surety.inference.stage.Noted;
import dev.surety.request.Credentials;
import dev.surety.request.Money;
import dev.surety.slo.SliceCall;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A question that was let in, and its bounds.
 *
 * @param text           as it was asked
 * @param conversationId if the caller named one
 * @param fresh          whether the caller wants no cached answer
 * @param mode           what the caller wants
 * @param credentials    what the caller showed
 * @param call           when it is due, and how urgent the caller says it is
 * @param acting         what the error budget had us do when it came in; it holds for this question to its end
 * @param contract       that was in force when it came in; it holds for this question to its end
 * @param maxCost        the most that the answer may cost
 * @param journal        of this request
 * @param note           how it came in
 */
public record Question(
        String text,
        @Nullable String conversationId,
        boolean fresh,
        AnswerRequest.Mode mode,
        Credentials credentials,
        SliceCall call,
        Set<BurnAction> acting,
        ContractFile contract,
        Money maxCost,
        Journal journal,
        Note note)
        implements Journaled, Noted {

    public Question {
        acting = Set.copyOf(acting);
    }

    /** Whether the error budget asks for something. */
    public boolean acts(BurnAction action) {
        return acting.contains(action);
    }

    /** How long a stage may wait: its own time-out, or what is left of the deadline if that is less. */
    public Duration within(Duration timeout) {
        return call.deadline().waitAtMost(timeout);
    }

    public ProblemException tooLate() {
        return new ProblemException(
                ProblemType.DEADLINE_EXCEEDED, "the answer was not ready in time; ask with a longer deadlineMs");
    }

    /** Without the text and the token. */
    @Override
    public String toString() {
        return "Question[" + journal.requestId() + ", " + text.length() + " characters]";
    }
}
