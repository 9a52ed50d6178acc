package dev.surety.event;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one replica counted for one objective in one window of time, on {@code surety.slo-status.v1}, keyed by objective. The event's id is
 * {@code replica/objective/startsAt}: a window that arrives twice is the same window.
 *
 * @param objective label of a slice, or {@code answer} for the answer as a whole
 * @param service   that counted
 * @param replica   a name that no other process has, nor this one after a restart
 * @param contract  content hash of the contract by which it was counted
 * @param startsAt  of the window, by the replica's clock
 * @param lengthMs  of the window, milliseconds
 * @param total     requests that count; those that broke off through no fault of ours do not
 * @param failed    of them, those that failed, or were answered in a way that counts as bad
 * @param late      of them, those that did not fail and took longer than the latency target
 * @param degraded  of them, those that did not fail and were answered in some degradation mode
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SliceWindow(
        String objective,
        String service,
        String replica,
        String contract,
        Instant startsAt,
        long lengthMs,
        long total,
        long failed,
        long late,
        @Nullable Long degraded) {

    public static final String TYPE = "dev.surety.slo.window.v1";

    /** The objective that stands for the answer as a whole. */
    public static final String ANSWER = "answer";

    /** No replica counts more in a window, and no sum of windows overflows. */
    private static final long MOST = 1_000_000_000_000L;

    /** @throws IllegalArgumentException when the counts contradict each other, or {@code total} is more than 10^12 */
    public SliceWindow {
        if (total < 0 || failed < 0 || late < 0 || failed > total || late > total - failed) {
            throw new IllegalArgumentException("failed (" + failed + ") and late (" + late + ") are parts of total (" + total + ")");
        }
        if (total > MOST) {
            throw new IllegalArgumentException("total is " + total + ", a window counts at most " + MOST);
        }
        if (degraded != null && (degraded < 0 || degraded > total - failed)) {
            throw new IllegalArgumentException("degraded (" + degraded + ") are part of those that did not fail (" + (total - failed) + ")");
        }
        if (lengthMs < 1) {
            throw new IllegalArgumentException("lengthMs is " + lengthMs + ", a window is at least 1 ms long");
        }
    }
}
