/** How fast error budgets burn, and what state that is: arithmetic without a clock, a database or a network, the same for evaluation and for replicas that are on their own. */
@NullMarked
package dev.surety.burn;

import org.jspecify.annotations.NullMarked;
