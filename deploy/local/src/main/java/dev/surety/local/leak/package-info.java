/**
 * The leak gate: many principals aim at documents by every way out of the product, and not one of them may see a word of a document that is not theirs.
 * Start reading at {@link dev.surety.local.leak.Gate}.
 */
@NullMarked
package dev.surety.local.leak;

import org.jspecify.annotations.NullMarked;
