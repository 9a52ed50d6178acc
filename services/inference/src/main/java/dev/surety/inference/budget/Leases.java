package dev.surety.inference.budget;

import dev.surety.contract.Contract;
import dev.surety.request.Money;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What one replica holds of all budgets. A budget is the day's, not the question's: the contract in force now says how large it is, also to questions that
 * came in under an earlier one.
 */
final class Leases {

    private final Supplier<List<Contract.Budget>> budgets;
    private final Visits visits;
    private final Shares shares;
    private final BudgetConfig config;
    private final Executor executor;
    private final LongSupplier nanos;
    private final Map<String, Lease> byName = new ConcurrentHashMap<>();
    private volatile List<Contract.Budget> followed = List.of();

    /**
     * The leases of a replica.
     *
     * @param budgets  of the contract in force; the same list until that changes
     * @param executor for visits to the database, which block
     * @param nanos    a clock like {@link System#nanoTime()}
     */
    Leases(Supplier<List<Contract.Budget>> budgets, Visits visits, Shares shares, BudgetConfig config, Executor executor, LongSupplier nanos) {
        this.budgets = budgets;
        this.visits = visits;
        this.shares = shares;
        this.config = config;
        this.executor = executor;
        this.nanos = nanos;
    }

    /** A reservation of this amount in every budget that such a caller's requests count toward; nothing is taken yet. */
    Reservation open(String tenant, Set<String> tags, Money worst) {
        var amount = Units.of(worst);
        return new Reservation(amount == 0 ? List.of() : of(tenant, tags), amount, config.patience());
    }

    /** Renews all leases. Blocking. */
    void beat() {
        current().forEach(budget -> lease(budget).beat());
        // A budget that the contract no longer has may still have calls under way.
        byName.values().stream().filter(lease -> current().stream().noneMatch(budget -> budget.budget().equals(lease.terms().budget().budget()))).forEach(Lease::beat);
    }

    /** Gives all back. Blocking. */
    void stop() {
        byName.values().forEach(Lease::stop);
    }

    /** The share of each budget's day that is used, as far as it was seen. */
    Map<String, Double> used() {
        return current().stream()
                .map(this::lease)
                .filter(lease -> lease.view().isPresent())
                .collect(Collectors.toMap(lease -> lease.terms().budget().budget(), lease -> lease.view().orElseThrow().share()));
    }

    private List<Lease> of(String tenant, Set<String> tags) {
        return current().stream()
                .filter(budget -> budget.tenant().equals(tenant) && (budget.group() == null || tags.contains(budget.group())))
                .map(this::lease)
                .toList();
    }

    private List<Contract.Budget> current() {
        var now = budgets.get();
        if (now != followed) {
            follow(now);
        }
        return now;
    }

    private synchronized void follow(List<Contract.Budget> changed) {
        for (var budget : changed) {
            var terms = Terms.of(budget, config);
            var known = byName.putIfAbsent(budget.budget(), new Lease(terms, visits, shares, config, executor, nanos));
            if (known != null) {
                known.follow(terms);
            }
        }
        followed = changed;
    }

    private Lease lease(Contract.Budget budget) {
        return byName.get(budget.budget());
    }
}
