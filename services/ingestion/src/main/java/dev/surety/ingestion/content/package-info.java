/** Where a document's words come from: the event itself, or an address that an operator has allowed. */
@NullMarked
package dev.surety.ingestion.content;

import org.jspecify.annotations.NullMarked;
