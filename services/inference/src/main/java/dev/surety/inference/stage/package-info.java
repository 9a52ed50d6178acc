/** What every stage has around it: its time, its span, its deadline, its line in the answer record. */
@NullMarked
package dev.surety.inference.stage;

import org.jspecify.annotations.NullMarked;
