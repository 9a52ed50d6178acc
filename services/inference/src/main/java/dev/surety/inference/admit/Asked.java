package dev.surety.inference.admit;

import dev.surety.api.AnswerRequest;
import dev.surety.inference.stage.Journal;
import dev.surety.inference.stage.Journaled;
import dev.surety.request.Priority;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A question as it came in.
 *
 * @param request       the body
 * @param authorization the caller's header, if any
 * @param headerBudget  what {@code X-Request-Deadline-Ms} leaves, if it was sent
 * @param priority      how urgent the caller says it is
 * @param fresh         whether the caller wants no cached answer, as {@code Cache-Control: no-cache} says
 * @param journal       of this request
 */
public record Asked(
        AnswerRequest request,
        @Nullable String authorization,
        @Nullable Duration headerBudget,
        Priority priority,
        boolean fresh,
        Journal journal)
        implements Journaled {

    public Asked {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(journal, "journal");
    }

    @Override
    public String toString() {
        return "Asked[" + journal.requestId() + "]";
    }
}
