/** Asks the assistant as a test person would: signs in, asks, and waits for the answer's record. */
@NullMarked
package dev.surety.evaluation.ask;

import org.jspecify.annotations.NullMarked;
