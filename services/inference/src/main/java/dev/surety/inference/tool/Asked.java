package dev.surety.inference.tool;

import dev.surety.contract.ContractFile;
import dev.surety.request.Credentials;
import dev.surety.request.RequestId;
import dev.surety.slo.SliceCall;
import java.time.Duration;

/**
 * Somebody's wish, as it came in.
 *
 * @param requestId   of the request
 * @param credentials what the caller showed
 * @param call        when it is due, and how urgent the caller says it is
 * @param contract    that is in force; it holds for this request to its end
 */
record Asked(RequestId requestId, Credentials credentials, SliceCall call, ContractFile contract) {

    /** How long a step may wait: its own time-out, or what is left of the deadline if that is less. */
    Duration within(Duration timeout) {
        return call.deadline().waitAtMost(timeout);
    }

    /** Whether the caller gives up before the step would. */
    boolean cutsShort(Duration timeout) {
        return call.deadline().left().compareTo(timeout) < 0;
    }

    @Override
    public String toString() {
        return "Asked[" + requestId + "]";
    }
}
