/** Words that leave the process: what an enum is called in files, events and metrics, whatever it is called in Java. */
@NullMarked
package dev.surety.label;

import org.jspecify.annotations.NullMarked;
