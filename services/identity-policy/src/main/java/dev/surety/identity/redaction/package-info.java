/**
 * Redaction as a service asks for it: texts of callers without what the contract takes out of them, and whose names are to be taken out. Start reading at
 * {@link dev.surety.identity.redaction.RedactionResource}.
 */
@NullMarked
package dev.surety.identity.redaction;

import org.jspecify.annotations.NullMarked;
