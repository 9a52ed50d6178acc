/** The production contract: one file, read and checked the same way by all services before they start. */
@NullMarked
package dev.surety.contract;

import org.jspecify.annotations.NullMarked;
