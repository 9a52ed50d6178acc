package dev.surety.evaluation.slo;

import java.util.List;

/**
 * The reply of {@code GET /v1/readiness}.
 *
 * @param ready   whether a change may go out
 * @param reasons why not; empty when it may
 */
record ReadinessMessage(boolean ready, List<Reason> reasons) {

    /**
     * @param objective whose budget speaks against it
     * @param state     that it is in, or {@code unknown}
     * @param reason    why, for a person
     */
    record Reason(String objective, String state, String reason) {}
}
