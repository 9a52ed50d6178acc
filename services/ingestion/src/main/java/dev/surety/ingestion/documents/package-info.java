/** What ingestion tells callers about documents and indexes. */
@NullMarked
package dev.surety.ingestion.documents;

import org.jspecify.annotations.NullMarked;
