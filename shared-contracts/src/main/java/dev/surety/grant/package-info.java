/** What a caller may see: the signed grant, and the one rule that decides whether a grant opens a document. */
@NullMarked
package dev.surety.grant;

import org.jspecify.annotations.NullMarked;
