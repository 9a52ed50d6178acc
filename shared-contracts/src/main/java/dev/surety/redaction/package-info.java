/**
 * Finds personal data and secrets in a text and takes them out, whole or chunk by chunk. Start reading at {@link dev.surety.redaction.Redactor}. A text is
 * cut into blocks where nothing can lie across; each is looked through by itself, so how a text arrives never changes what leaves.
 */
@NullMarked
package dev.surety.redaction;

import org.jspecify.annotations.NullMarked;
