/** Stage 1: may this request come in at all, and within which bounds of time and money? */
@NullMarked
package dev.surety.inference.admit;

import org.jspecify.annotations.NullMarked;
