package dev.surety.evaluation.slo;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.surety.burn.ActionsInForce;
import dev.surety.burn.Reading;
import dev.surety.burn.Standing;
import dev.surety.contract.BurnAction;
import dev.surety.contract.ContractFile;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The reply of {@code GET /v1/slo}.
 *
 * @param contract        its name
 * @param contractVersion content hash of what is in force
 * @param at              when the counts were read
 * @param lookedAt        when states were worked out last; left out before the first time
 * @param windowMs        over which promises are counted
 * @param objectives      the answer first, then the slices
 * @param actions         what is done by itself at the moment
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SloMessage(
        String contract,
        String contractVersion,
        Instant at,
        @Nullable Instant lookedAt,
        long windowMs,
        List<ObjectiveMessage> objectives,
        List<ActionMessage> actions) {

    /**
     * One objective.
     *
     * @param state        {@code steady}, {@code ticket}, {@code page} or {@code exhausted}
     * @param since        when it came to be
     * @param reason       why, for a person
     * @param latency      the promise to be fast
     * @param availability the promise not to fail
     * @param counts       over the window
     * @param burns        each pair of windows of the contract
     */
    record ObjectiveMessage(
            String objective,
            String state,
            Instant since,
            String reason,
            LatencyMessage latency,
            AvailabilityMessage availability,
            CountsMessage counts,
            List<BurnMessage> burns) {}

    /**
     * @param percentile of requests that take at most {@code targetMs}
     * @param budgetLeft share of what may be late that is left, at most 1; negative when overdrawn
     */
    record LatencyMessage(long targetMs, String percentile, BigDecimal budgetLeft) {}

    /**
     * @param promised   share of requests that do not fail
     * @param budgetLeft share of what may fail that is left, at most 1; negative when overdrawn
     */
    record AvailabilityMessage(String promised, BigDecimal budgetLeft) {}

    /** @param good neither late nor failed */
    record CountsMessage(long total, long good, long late, long failed) {}

    /**
     * @param shorter burn rate in the shorter window: 1 spends the whole budget over {@code windowMs}
     * @param state   that is reached when both are above {@code limit}
     * @param fires   whether they are
     */
    record BurnMessage(long shorterMs, long longerMs, BigDecimal shorter, BigDecimal longer, BigDecimal limit, String state, boolean fires) {}

    /**
     * @param mode      that callers are told of
     * @param objective that asks for it
     * @param reason    why, for a person
     */
    record ActionMessage(String action, String mode, String objective, String state, String reason) {}

    static SloMessage of(
            ContractFile file, List<Reading> readings, Map<String, Standing> standings, ActionsInForce actions, @Nullable Instant lookedAt, Instant at) {
        return new SloMessage(
                file.contract().contract(),
                file.version(),
                at,
                lookedAt,
                file.contract().objectives().window().toMillis(),
                readings.stream().map(reading -> objective(reading, standings.getOrDefault(reading.objective().name(), Standing.fresh(at)))).toList(),
                actions.actions().stream().sorted().map(action -> action(action, actions)).toList());
    }

    private static ObjectiveMessage objective(Reading reading, Standing standing) {
        var promise = reading.objective();
        var counts = reading.counts();
        return new ObjectiveMessage(
                promise.name(),
                standing.state().label(),
                standing.since(),
                standing.reason(),
                new LatencyMessage(promise.latency().target().toMillis(), promise.latency().percentile().toString(), reading.latency()),
                new AvailabilityMessage(promise.availability().toString(), reading.availability()),
                new CountsMessage(counts.total(), counts.total() - counts.failed() - counts.late(), counts.late(), counts.failed()),
                reading.burns().stream().map(SloMessage::burn).toList());
    }

    private static BurnMessage burn(Reading.Burn burn) {
        var window = burn.window();
        return new BurnMessage(
                window.shorter().toMillis(),
                window.longer().toMillis(),
                burn.shorter(),
                burn.longer(),
                window.burnRate().times(),
                window.state().label(),
                burn.fires());
    }

    private static ActionMessage action(BurnAction action, ActionsInForce actions) {
        var cause = actions.cause(action).orElseThrow();
        return new ActionMessage(action.label(), action.mode().label(), cause.objective(), cause.state().label(), cause.reason());
    }
}
