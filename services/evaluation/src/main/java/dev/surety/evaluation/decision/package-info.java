/** What the policy was asked and said: kept, shown to whom it concerns, and asked again of another policy. */
@NullMarked
package dev.surety.evaluation.decision;

import org.jspecify.annotations.NullMarked;
