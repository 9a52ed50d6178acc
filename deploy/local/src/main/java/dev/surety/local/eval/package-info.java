/** Runs the suites on the running stack, as the auditor would, and says whether they meet their thresholds. */
package dev.surety.local.eval;
