/**
 * A slice of the contract, enforced on every call: a deadline, a place, a time-out, a few retries; and counted, in metrics and in windows for the ledger.
 * Start reading at {@link dev.surety.slo.SliceGuard}. Knows Mutiny, Micrometer and Netflix's concurrency limits, and neither Quarkus nor Kafka.
 */
@NullMarked
package dev.surety.slo;

import org.jspecify.annotations.NullMarked;
