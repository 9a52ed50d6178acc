/**
 * The local stack as a whole: which parts it has, and the commands up, down, status, logs and reset. Start reading at
 * {@link dev.surety.local.stack.StackStart}.
 */
@NullMarked
package dev.surety.local.stack;

import org.jspecify.annotations.NullMarked;
