package dev.surety.event;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.surety.contract.Degradation;
import java.time.Instant;

/**
 * A replica works in a degradation mode from now on, or does no longer; on {@code surety.slo-status.v1}, keyed by mode.
 *
 * @param mode    which
 * @param inForce whether it begins or ends
 * @param service whose replica
 * @param replica which one
 * @param reason  why, for a person
 * @param at      when, by the replica's clock
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ModeChange(Degradation mode, boolean inForce, String service, String replica, String reason, Instant at) {

    public static final String TYPE = "dev.surety.slo.mode.v1";
}
