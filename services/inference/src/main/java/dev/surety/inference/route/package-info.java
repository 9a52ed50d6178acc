/** Stage 6: how good is the evidence, and which tier should write the answer? */
@NullMarked
package dev.surety.inference.route;

import org.jspecify.annotations.NullMarked;
