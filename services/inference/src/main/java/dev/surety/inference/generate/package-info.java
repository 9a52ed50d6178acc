/** Stage 7: the tiers that write, from sentences picked in process to a large model elsewhere. */
@NullMarked
package dev.surety.inference.generate;

import org.jspecify.annotations.NullMarked;
