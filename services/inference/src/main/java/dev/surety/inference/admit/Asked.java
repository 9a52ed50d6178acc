package dev.surety.inference.admit;

import dev.surety.api.AnswerRequest;
import dev.surety.contract.ContractFile;
import dev.surety.inference.stage.Journal;
import dev.surety.inference.stage.Journaled;
import dev.surety.request.Credentials;
import dev.surety.slo.SliceCall;
import java.time.Duration;
import java.util.Objects;

/**
 * A question as it came in.
 *
 * @param request       the body
 * @param credentials what the caller showed
 * @param call          when it is due, and how urgent the caller says it is
 * @param fresh         whether the caller wants no cached answer, as {@code Cache-Control: no-cache} says
 * @param contract      that is in force; it holds for this question to its end
 * @param journal       of this request
 */
public record Asked(
        AnswerRequest request, Credentials credentials, SliceCall call, boolean fresh, ContractFile contract, Journal journal)
        implements Journaled {

    /** @param call as the border knows it: when the header and the contract's longest deadline end it */
    public Asked {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(contract, "contract");
        Objects.requireNonNull(journal, "journal");
        call = due(call, request, contract);
    }

    /** When the body says, or by the contract's target, which is the usual deadline unless a header cuts it short. */
    private static SliceCall due(SliceCall call, AnswerRequest request, ContractFile contract) {
        if (request.deadlineMs() != null) {
            return call.by(call.deadline().sooner(Duration.ofMillis(request.deadlineMs())));
        }
        var target = contract.contract().objectives().latency().target();
        var usual = call.usual() || call.deadline().leftNanos() >= target.toNanos();
        var deadline = call.deadline().sooner(target);
        return usual ? call.byUsual(deadline) : call.by(deadline);
    }

    @Override
    public String toString() {
        return "Asked[" + journal.requestId() + "]";
    }
}
