package dev.surety.inference.budget;

import dev.surety.edge.SameContext;
import dev.surety.inference.budget.Lease.End;
import dev.surety.inference.budget.Lease.Part;
import dev.surety.request.Money;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Money for one call of a model, reserved before it in every budget that it counts toward, and settled after it, once, however it ended. Whoever opens one
 * settles it, also when nothing came of it. Thread-safe.
 */
public final class Reservation {

    private final List<Lease> leases;
    private final long amount;
    private final Duration patience;
    private final List<Part> parts = new ArrayList<>();
    private boolean settled;

    Reservation(List<Lease> leases, long amount, Duration patience) {
        this.leases = List.copyOf(leases);
        this.amount = amount;
        this.patience = patience;
    }

    /** Reserves: at once while the leases hold it, else after a visit to the database. Never fails; what can't be told in time is {@code Unknown}. */
    public Uni<Taken> take(Duration within) {
        var bound = within.compareTo(patience) < 0 ? within : patience;
        return Uni.createFrom().deferred(() -> takeFrom(0, bound));
    }

    /** Charges what the call cost and gives back the rest. The second time does nothing. */
    public void settle(Money actual) {
        List<Part> taken;
        synchronized (this) {
            if (settled) {
                return;
            }
            settled = true;
            taken = List.copyOf(parts);
        }
        var units = Units.of(actual);
        taken.forEach(part -> part.settle(units));
    }

    private Uni<Taken> takeFrom(int place, Duration within) {
        for (var next = place; next < leases.size(); next++) {
            var part = leases.get(next).atOnce(amount);
            if (part == null) {
                return later(next, within);
            }
            add(part);
        }
        return Uni.createFrom().item(new Taken.Held());
    }

    private Uni<Taken> later(int place, Duration within) {
        var lease = leases.get(place);
        if (!within.isPositive()) {
            return ended(new Taken.Unknown(lease.terms().budget().budget()));
        }
        var end = lease.await(amount);
        var wait = Uni.createFrom().<End>emitter(emitter -> end.whenComplete((got, never) -> emitter.complete(got)));
        return SameContext.backHere(wait.ifNoItem().after(within).recoverWithItem(() -> giveUp(end)))
                .chain(got -> switch (got) {
                    case End.Got held -> {
                        add(held.part());
                        yield takeFrom(place + 1, within);
                    }
                    case End.NoRoom none -> ended(new Taken.Spent(lease.terms().budget().budget(), lease.terms().budget().whenSpent()));
                    case End.NoWord none -> ended(new Taken.Unknown(lease.terms().budget().budget()));
                })
                .onCancellation()
                .invoke(() -> drop(end));
    }

    /** What other budgets gave is theirs again now, not when the request ends. */
    private Uni<Taken> ended(Taken taken) {
        settle(Money.ZERO);
        return Uni.createFrom().item(taken);
    }

    private static End giveUp(CompletableFuture<End> end) {
        var none = new End.NoWord();
        // It may have ended in this very moment.
        return end.complete(none) ? none : end.join();
    }

    private void drop(CompletableFuture<End> end) {
        if (giveUp(end) instanceof End.Got held) {
            add(held.part());
        }
    }

    private void add(Part part) {
        synchronized (this) {
            if (parts.contains(part)) {
                return;
            }
            parts.add(part);
            if (!settled) {
                return;
            }
        }
        part.settle(0);
    }
}
