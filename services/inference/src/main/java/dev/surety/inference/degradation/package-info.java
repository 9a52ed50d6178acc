/** Which degradation modes are in force at this replica, since when and why. */
@NullMarked
package dev.surety.inference.degradation;

import org.jspecify.annotations.NullMarked;
