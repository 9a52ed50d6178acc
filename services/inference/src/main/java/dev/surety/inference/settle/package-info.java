/** Stage 9: outcome, cost, cache, and a record that can't be lost. */
@NullMarked
package dev.surety.inference.settle;

import org.jspecify.annotations.NullMarked;
