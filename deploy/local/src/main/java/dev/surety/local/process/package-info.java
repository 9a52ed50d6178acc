/**
 * Parts of the stack as processes: started so that they outlive us, recognised again, watched until they are ready, stopped.
 * Start reading at {@link dev.surety.local.process.PartStarter}.
 */
@NullMarked
package dev.surety.local.process;

import org.jspecify.annotations.NullMarked;
