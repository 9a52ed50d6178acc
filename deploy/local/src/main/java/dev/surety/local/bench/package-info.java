/**
 * Benchmarks of a running stack: each asks as its users do, has its baseline in the same run, and writes a page and its data into
 * {@code eval/benchmarks}. Start reading at {@link dev.surety.local.bench.Bench}.
 */
@NullMarked
package dev.surety.local.bench;

import org.jspecify.annotations.NullMarked;
