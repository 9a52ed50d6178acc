package dev.surety.local.observability;

import dev.surety.contract.Contract;
import dev.surety.contract.Degradation;

/**
 * Pages for the person whom an alert wakes.
 *
 * @param contract that names a page for each degradation mode
 * @param base     put before paths, to make addresses of them; may be empty
 */
record Runbooks(Contract contract, String base) {

    String burn() {
        return addressOf("docs/runbooks/error-budget-burn.md");
    }

    String rejectedContract() {
        return addressOf("docs/runbooks/contract-rejected.md");
    }

    String lateRevocation() {
        return addressOf("docs/runbooks/late-revocation.md");
    }

    String filterLetsThrough() {
        return addressOf("docs/runbooks/filter-lets-through.md");
    }

    String of(Degradation mode) {
        return addressOf(contract.mode(mode).runbook());
    }

    private String addressOf(String page) {
        return page.startsWith("https://") ? page : base + page;
    }
}
