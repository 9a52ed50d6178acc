/** Stage 8: every citation exists, and its quote stands in the passage. */
@NullMarked
package dev.surety.inference.verify;

import org.jspecify.annotations.NullMarked;
