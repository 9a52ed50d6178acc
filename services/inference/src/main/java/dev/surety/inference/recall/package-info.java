/** Stage 4: has somebody with the same entitlements asked the same thing of the same documents? */
@NullMarked
package dev.surety.inference.recall;

import org.jspecify.annotations.NullMarked;
