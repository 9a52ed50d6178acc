/** Stage 5: the passages that the caller may see and that bear on the question. */
@NullMarked
package dev.surety.inference.retrieve;

import org.jspecify.annotations.NullMarked;
