/** What ingestion knows about every document, in PostgreSQL: the truth that the index follows. */
@NullMarked
package dev.surety.ingestion.register;

import org.jspecify.annotations.NullMarked;
