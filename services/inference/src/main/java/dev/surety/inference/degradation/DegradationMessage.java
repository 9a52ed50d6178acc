package dev.surety.inference.degradation;

import dev.surety.contract.Degradation;
import java.time.Instant;
import java.util.List;

/**
 * The modes in force.
 *
 * @param modes in the order of the contract's modes; empty when all is well
 */
record DegradationMessage(List<ModeInForce> modes) {

    DegradationMessage {
        modes = List.copyOf(modes);
    }

    /**
     * One mode.
     *
     * @param mode    which
     * @param since   when it began at this replica
     * @param reason  why
     * @param words   what people are told
     * @param runbook what to do
     */
    record ModeInForce(Degradation mode, Instant since, String reason, String words, String runbook) {}
}
