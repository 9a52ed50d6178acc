/** Turns a verified caller into a short-lived, signed grant with flattened tags. */
@NullMarked
package dev.surety.identity.grant;

import org.jspecify.annotations.NullMarked;
