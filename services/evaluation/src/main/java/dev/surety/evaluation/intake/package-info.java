/** What every consumer of this service does with an event that can't be handled: try again while something is down, put aside what can never be handled. */
@NullMarked
package dev.surety.evaluation.intake;

import org.jspecify.annotations.NullMarked;
