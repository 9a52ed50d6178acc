/** The search index as ingestion writes it and retrieval reads it: names and fields. */
@NullMarked
package dev.surety.index;

import org.jspecify.annotations.NullMarked;
