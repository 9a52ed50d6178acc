/** Releases of an index, and telling others that what can be found has changed. */
@NullMarked
package dev.surety.ingestion.release;

import org.jspecify.annotations.NullMarked;
