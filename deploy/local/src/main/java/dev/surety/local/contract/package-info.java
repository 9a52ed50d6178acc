/** The contract: whether one adds up, put where the services of the stack look, and waited for until each obeys it. */
@NullMarked
package dev.surety.local.contract;

import org.jspecify.annotations.NullMarked;
