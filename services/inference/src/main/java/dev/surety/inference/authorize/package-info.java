/** Stage 2: who is asking, and what may they see? */
@NullMarked
package dev.surety.inference.authorize;

import org.jspecify.annotations.NullMarked;
