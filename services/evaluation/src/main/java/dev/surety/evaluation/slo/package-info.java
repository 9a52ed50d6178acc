/**
 * The ledger of error budgets: counts of all replicas booked once, budgets read from them again and again by one replica, and what follows told to everybody.
 * Start reading at {@link dev.surety.evaluation.slo.Rounds}.
 */
@NullMarked
package dev.surety.evaluation.slo;

import org.jspecify.annotations.NullMarked;
