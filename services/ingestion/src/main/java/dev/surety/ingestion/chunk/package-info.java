/** Cuts a document into pieces of a size that search and models like, along its own structure. */
@NullMarked
package dev.surety.ingestion.chunk;

import org.jspecify.annotations.NullMarked;
