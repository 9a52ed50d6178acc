/** Faults: parts that are slow, stale, half done or defective, while the same checks run. */
@NullMarked
package dev.surety.local.leak.fault;

import org.jspecify.annotations.NullMarked;
