package dev.surety.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.burn.ActionsInForce.Cause;
import dev.surety.burn.Counted;
import dev.surety.burn.Counts;
import dev.surety.contract.BurnAction;
import dev.surety.contract.Degradation;
import dev.surety.event.BurnStatus;
import dev.surety.event.ModeChange;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * What the error budget asks of this replica at the moment. Questions are answered from a snapshot, in nanoseconds and from any thread; a snapshot is
 * replaced within about a second of the news, by one thread.
 *
 * <p>While evaluation is silent for longer than the contract's {@code silence}, the replica goes by what it counted itself (a bean of type {@link Counted}, if
 * there is one; else as if nothing burned), and {@link Degradation#LOCAL_BURN_STATE} is in force as well. All of it undoes itself.
 */
@Singleton
public class BurnStates {

    private static final Logger LOG = Logger.getLogger(BurnStates.class);
    private static final Counted NOTHING = (objective, from, to) -> Counts.NONE;
    private static final String SILENT = "evaluation is silent; this replica goes by what it counts itself";

    private final ContractInForce contract;
    private final Clock clock;
    private final ObjectMapper json;
    private final ModeChanges changes;
    private final Replica replica;
    private final Duration pause;
    private final Bearings bearings;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("burn-states").factory());
    private volatile Snapshot snapshot = Snapshot.NOTHING;

    BurnStates(
            ContractInForce contract,
            Instance<Counted> own,
            ModeChanges changes,
            ObjectMapper json,
            Clock clock,
            MeterRegistry meters,
            Replica replica,
            @ConfigProperty(name = "surety.burn-check", defaultValue = "1s") Duration pause) {
        if (pause.toMillis() < 1) {
            throw new IllegalArgumentException("surety.burn-check is " + pause + ", it must be at least 1 ms");
        }
        this.contract = contract;
        this.clock = clock;
        this.json = json;
        this.changes = changes;
        this.replica = replica;
        this.pause = pause;
        this.bearings = new Bearings(own.isResolvable() ? own.get() : NOTHING, clock.instant());
        possibleModes().forEach(mode -> Gauge.builder("surety.degradation.in.force", this, states -> states.modes().contains(mode) ? 1 : 0)
                .tag("mode", mode.label())
                .register(meters));
    }

    /** What is in force; unmodifiable. */
    public Set<BurnAction> inForce() {
        return snapshot.actions();
    }

    public boolean inForce(BurnAction action) {
        return snapshot.actions().contains(action);
    }

    /** The modes that follow from what is in force; unmodifiable. */
    public Set<Degradation> modes() {
        return snapshot.modes();
    }

    /** Whether evaluation said how the budgets do, and is not silent: else nothing is known of objectives that this replica doesn't count itself. */
    public boolean isInformed() {
        return snapshot.isInformed();
    }

    /** Why an action is in force, for a person; empty when it is not. */
    public String reason(BurnAction action) {
        return Optional.ofNullable(snapshot.causes().get(action)).map(BurnStates::words).orElse("");
    }

    /** Since when an action is in force here, by this replica's clock. */
    public Optional<Instant> since(BurnAction action) {
        return Optional.ofNullable(snapshot.actionsSince().get(action));
    }

    /** Why a mode is in force, for a person; empty when it is not. */
    public String reason(Degradation mode) {
        return snapshot.reason(mode);
    }

    /** Since when a mode is in force here, by this replica's clock. */
    public Optional<Instant> since(Degradation mode) {
        return Optional.ofNullable(snapshot.modesSince().get(mode));
    }

    /** Other types of events, and what is no event, are somebody else's: evaluation puts aside what can't be read. */
    @Incoming("slo-burn")
    void hear(byte[] event) {
        try {
            var tree = json.readTree(event);
            if (BurnStatus.TYPE.equals(tree.path("type").textValue())) {
                hear(word(tree.path("data")));
            }
        } catch (IOException | IllegalArgumentException unreadable) {
            LOG.debugf("event about burn states ignored cause=%s", unreadable.getClass().getSimpleName());
        }
    }

    void begin(@Observes StartupEvent started) {
        thread.scheduleWithFixedDelay(this::look, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    void end(@Observes ShutdownEvent stopping) {
        thread.shutdownNow();
    }

    private void hear(BurnStatus word) {
        try {
            thread.execute(() -> {
                bearings.hear(word, clock.instant());
                look();
            });
        } catch (RejectedExecutionException processEnds) {
            LOG.debug("nothing changes any more in a process that ends");
        }
    }

    private BurnStatus word(JsonNode data) throws JsonProcessingException {
        var word = json.treeToValue(data, BurnStatus.class);
        if (word == null || word.objective() == null || word.state() == null || word.since() == null || word.reason() == null || word.at() == null) {
            throw new IllegalArgumentException("a word without objective, state, since, reason or at says nothing");
        }
        return word;
    }

    /** Only ever on the one thread. */
    private void look() {
        try {
            var now = clock.instant();
            var seen = bearings.look(contract.contract(), now);
            var before = snapshot;
            var after = before.next(seen, now);
            snapshot = after;
            tell(before, after, now);
        } catch (RuntimeException defect) {
            // The edge of the timer: an exception would end it for good, and with it every change back.
            LOG.errorf(defect, "burn states could not be looked at; the last ones stay");
        }
    }

    private void tell(Snapshot before, Snapshot after, Instant now) {
        for (var action : BurnAction.values()) {
            if (after.actions().contains(action) && !before.actions().contains(action)) {
                LOG.warnf("burn action begins action=%s mode=%s reason=%s", action.label(), action.mode().label(), words(after.causes().get(action)));
            } else if (before.actions().contains(action) && !after.actions().contains(action)) {
                LOG.infof("burn action ends action=%s mode=%s reason=over: %s", action.label(), action.mode().label(), words(before.causes().get(action)));
            }
        }
        for (var mode : Degradation.values()) {
            var begins = after.modes().contains(mode) && !before.modes().contains(mode);
            var ends = before.modes().contains(mode) && !after.modes().contains(mode);
            if (begins && mode == Degradation.LOCAL_BURN_STATE) {
                LOG.warnf("burn states are this replica's own mode=%s reason=%s", mode.label(), SILENT);
            } else if (ends && mode == Degradation.LOCAL_BURN_STATE) {
                LOG.infof("burn states are evaluation's again mode=%s", mode.label());
            }
            if (begins || ends) {
                changes.add(new ModeChange(mode, begins, replica.service(), replica.name(), begins ? after.reason(mode) : "over: " + before.reason(mode), now));
            }
        }
    }

    private static String words(Cause cause) {
        return "%s is in state %s: %s".formatted(cause.objective(), cause.state().label(), cause.reason());
    }

    private static Set<Degradation> possibleModes() {
        var modes = EnumSet.of(Degradation.LOCAL_BURN_STATE);
        Arrays.stream(BurnAction.values()).map(BurnAction::mode).forEach(modes::add);
        return modes;
    }

    /** All that is known at one instant, replaced as a whole. */
    private record Snapshot(
            Set<BurnAction> actions,
            Set<Degradation> modes,
            Map<BurnAction, Cause> causes,
            Map<BurnAction, Instant> actionsSince,
            Map<Degradation, Instant> modesSince,
            boolean isInformed) {

        static final Snapshot NOTHING = new Snapshot(Set.of(), Set.of(), Map.of(), Map.of(), Map.of(), false);

        Snapshot next(Bearings.Actions seen, Instant now) {
            var actions = EnumSet.noneOf(BurnAction.class);
            actions.addAll(seen.actions().actions());
            var modes = EnumSet.noneOf(Degradation.class);
            actions.forEach(action -> modes.add(action.mode()));
            if (seen.areLocal()) {
                modes.add(Degradation.LOCAL_BURN_STATE);
            }
            var actionsSinceThen = new EnumMap<BurnAction, Instant>(BurnAction.class);
            actions.forEach(action -> actionsSinceThen.put(action, actionsSince.getOrDefault(action, now)));
            var modesSinceThen = new EnumMap<Degradation, Instant>(Degradation.class);
            modes.forEach(mode -> modesSinceThen.put(mode, modesSince.getOrDefault(mode, now)));
            return new Snapshot(
                    Collections.unmodifiableSet(actions),
                    Collections.unmodifiableSet(modes),
                    seen.actions().causes(),
                    actionsSinceThen,
                    modesSinceThen,
                    seen.areTold());
        }

        String reason(Degradation mode) {
            if (!modes.contains(mode)) {
                return "";
            }
            return actions.stream().filter(action -> action.mode() == mode).findFirst().map(action -> words(causes.get(action))).orElse(SILENT);
        }
    }
}
