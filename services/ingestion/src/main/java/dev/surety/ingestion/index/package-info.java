/** Chunks in OpenSearch. */
@NullMarked
package dev.surety.ingestion.index;

import org.jspecify.annotations.NullMarked;
