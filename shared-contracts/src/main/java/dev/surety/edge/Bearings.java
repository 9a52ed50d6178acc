package dev.surety.edge;

import dev.surety.burn.ActionsInForce;
import dev.surety.burn.Counted;
import dev.surety.burn.Objective;
import dev.surety.burn.Reading;
import dev.surety.burn.Standing;
import dev.surety.contract.Contract;
import dev.surety.event.BurnStatus;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Where a replica believes that the budgets stand: evaluation's last word while it is no older than the contract's {@code silence}, and after that what the
 * replica counted itself, taken up from the last word. Not thread-safe.
 */
final class Bearings {

    private final Counted own;
    private final Map<String, BurnStatus> words = new HashMap<>();
    private final Map<String, Standing> local = new HashMap<>();
    /** By our own clock: how late the sender's is does not matter. */
    private Instant lastWord;
    private boolean isLocal;
    private boolean isToldAnything;

    /** @param start counts as a word without content: evaluation has as long as always to say something */
    Bearings(Counted own, Instant start) {
        this.own = own;
        this.lastWord = start;
    }

    /**
     * Takes a word, unless a later one is known already; one of the same revision still says that somebody counts, whatever its sender's clock shows. After a
     * silence any word will do: whoever counts now may have begun anew.
     */
    void hear(BurnStatus word, Instant now) {
        isToldAnything = true;
        if (isLocal) {
            isLocal = false;
            words.clear();
        }
        var known = words.get(word.objective());
        if (known == null || word.revision() >= known.revision()) {
            lastWord = now;
        }
        if (known == null || isLater(word, known)) {
            words.put(word.objective(), word);
        }
    }

    /** What is in force now. */
    Actions look(Contract contract, Instant now) {
        var silentFrom = lastWord.plus(contract.errorBudget().silence());
        if (now.isBefore(silentFrom)) {
            return new Actions(ActionsInForce.of(contract.errorBudget(), spoken()), false, isToldAnything);
        }
        if (!isLocal) {
            isLocal = true;
            local.clear();
            local.putAll(spoken());
        }
        for (var objective : Objective.of(contract)) {
            var reading = Reading.ofOwnCounts(contract, objective, own, now);
            local.put(objective.name(), local.getOrDefault(objective.name(), Standing.fresh(now)).next(reading, now, contract.errorBudget().recovery()));
        }
        return new Actions(ActionsInForce.of(contract.errorBudget(), local), true, false);
    }

    /**
     * What is in force, and on whose word.
     *
     * @param areLocal whether they follow from own counts
     * @param areTold  whether they follow from what evaluation said: before its first word they follow from nothing
     */
    record Actions(ActionsInForce actions, boolean areLocal, boolean areTold) {}

    private Map<String, Standing> spoken() {
        var standings = new HashMap<String, Standing>();
        words.forEach((objective, word) -> standings.put(objective, new Standing(word.state(), word.since(), word.reason(), Map.of())));
        return standings;
    }

    private static boolean isLater(BurnStatus word, BurnStatus known) {
        return word.revision() > known.revision() || (word.revision() == known.revision() && word.at().isAfter(known.at()));
    }
}
