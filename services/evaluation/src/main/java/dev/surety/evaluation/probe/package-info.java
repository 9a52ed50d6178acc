/**
 * Measures how long what is taken away stays visible: with a document of its own that only the probe may read, in each index, it lets itself be answered from
 * it, takes it away, and looks until nothing shows it any more. Start reading at {@link dev.surety.evaluation.probe.ProbeRound}.
 */
@NullMarked
package dev.surety.evaluation.probe;

import org.jspecify.annotations.NullMarked;
