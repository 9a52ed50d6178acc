package dev.surety.evaluation.slo;

import dev.surety.burn.ActionsInForce;
import dev.surety.burn.Objective;
import dev.surety.burn.Reading;
import dev.surety.burn.Standing;
import dev.surety.contract.BurnAction;
import dev.surety.contract.ContractFile;
import dev.surety.edge.ContractInForce;
import dev.surety.event.SliceWindow;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What any replica can say about the budgets: counts as they are now, states as they were worked out last. */
@ApplicationScoped
class Report {

    private static final String UNKNOWN = "unknown";

    private final LedgerDatabase database;
    private final LedgerConfig config;
    private final ContractInForce contract;
    private final Clock clock;

    Report(LedgerDatabase database, LedgerConfig config, ContractInForce contract, Clock clock) {
        this.database = database;
        this.config = config;
        this.contract = contract;
        this.clock = clock;
    }

    SloMessage slo() {
        var file = contract.file();
        var now = clock.instant();
        return database.inTransaction(connection -> {
            var counts = new BookedCounts(connection, now.minus(config.keep(file.contract())));
            var standings = standings(Standings.read(connection));
            var readings = Objective.of(file.contract()).stream().map(objective -> Reading.of(file.contract(), objective, counts, now)).toList();
            var actions = ActionsInForce.of(file.contract().errorBudget(), standings);
            return SloMessage.of(file, readings, standings, actions, Standings.lastLook(connection).orElse(null), now);
        });
    }

    /** Not while the contract freezes promotions; and not while nobody knows, which is no yes. */
    ReadinessMessage readiness() {
        var file = contract.file();
        var now = clock.instant();
        return database.inTransaction(connection -> {
            var standings = standings(Standings.read(connection));
            return unknown(file, Standings.lastLook(connection), now)
                    .or(() -> frozen(file, standings))
                    .map(reason -> new ReadinessMessage(false, List.of(reason)))
                    .orElseGet(() -> new ReadinessMessage(true, List.of()));
        });
    }

    private static Optional<ReadinessMessage.Reason> frozen(ContractFile file, Map<String, Standing> standings) {
        return ActionsInForce.of(file.contract().errorBudget(), standings)
                .cause(BurnAction.FREEZE_PROMOTIONS)
                .map(cause -> new ReadinessMessage.Reason(cause.objective(), cause.state().label(), cause.reason()));
    }

    private static Optional<ReadinessMessage.Reason> unknown(ContractFile file, Optional<Instant> lastLook, Instant now) {
        var silence = file.contract().errorBudget().silence();
        if (lastLook.filter(at -> Duration.between(at, now).compareTo(silence) < 0).isPresent()) {
            return Optional.empty();
        }
        var when = lastLook.map(at -> "the error budgets were looked at last at " + at).orElse("nobody looked at the error budgets yet");
        return Optional.of(new ReadinessMessage.Reason(SliceWindow.ANSWER, UNKNOWN, when));
    }

    private static Map<String, Standing> standings(Map<String, Standings.Kept> kept) {
        return kept.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().standing()));
    }
}
