/** The way in: the consumer of the source documents topic, its patience with what is down, and its dead letters. */
@NullMarked
package dev.surety.ingestion.intake;

import org.jspecify.annotations.NullMarked;
