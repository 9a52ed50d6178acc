/** The REST messages and the problem catalogue that services and callers agree on. */
@NullMarked
package dev.surety.api;

import org.jspecify.annotations.NullMarked;
