/** What the tests of several services share. */
@NullMarked
package dev.surety.testing;

import org.jspecify.annotations.NullMarked;
