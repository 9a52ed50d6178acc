package dev.surety.inference.admit;

import dev.surety.api.AnswerRequest;
import dev.surety.contract.ContractFile;
import dev.surety.inference.stage.Journal;
import dev.surety.inference.stage.Journaled;
import dev.surety.slo.SliceCall;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A question as it came in.
 *
 * @param request       the body
 * @param authorization the caller's header, if any
 * @param call          when it is due, and how urgent the caller says it is
 * @param fresh         whether the caller wants no cached answer, as {@code Cache-Control: no-cache} says
 * @param contract      that is in force; it holds for this question to its end
 * @param journal       of this request
 */
public record Asked(
        AnswerRequest request, @Nullable String authorization, SliceCall call, boolean fresh, ContractFile contract, Journal journal)
        implements Journaled {

    /** @param call as the border knows it: when the header and the contract's longest deadline end it */
    public Asked {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(contract, "contract");
        Objects.requireNonNull(journal, "journal");
        call = call.by(call.deadline().sooner(wanted(request, contract)));
    }

    /** What the body asks for, or the contract's target. */
    private static Duration wanted(AnswerRequest request, ContractFile contract) {
        return request.deadlineMs() == null
                ? contract.contract().objectives().latency().target()
                : Duration.ofMillis(request.deadlineMs());
    }

    @Override
    public String toString() {
        return "Asked[" + journal.requestId() + "]";
    }
}
