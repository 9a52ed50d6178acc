package dev.surety.event;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.surety.contract.BurnState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * How the error budget of one objective does, as evaluation's ledger knows it, on {@code surety.slo-status.v1}, keyed by objective. Said again at each
 * change, and every few seconds without one, so that listeners know that somebody counts.
 *
 * @param objective  label of a slice, or {@code answer}
 * @param state      that it is in
 * @param since      when it came to be
 * @param reason     why, for a person
 * @param budgetLeft share of the window's budget that is left, at most 1; negative when it is overdrawn
 * @param burns      each pair of windows of the contract, in its order
 * @param revision   rises with every change of state, over all objectives; an older one is stale
 * @param at         when this was said
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BurnStatus(
        String objective,
        BurnState state,
        Instant since,
        String reason,
        BigDecimal budgetLeft,
        List<Burn> burns,
        long revision,
        Instant at) {

    public static final String TYPE = "dev.surety.slo.burn.v1";

    public BurnStatus {
        burns = List.copyOf(burns);
    }

    /**
     * How fast the budget burns in a pair of windows: the faster of latency and availability.
     *
     * @param shorterMs length of the shorter window, milliseconds
     * @param longerMs  length of the longer window
     * @param shorter   burn rate in the shorter window
     * @param longer    burn rate in the longer window
     * @param limit     of the contract
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Burn(long shorterMs, long longerMs, BigDecimal shorter, BigDecimal longer, BigDecimal limit) {}
}
