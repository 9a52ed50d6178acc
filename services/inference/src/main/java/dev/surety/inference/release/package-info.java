/** What writes the answers, under one name: the code's version and the prompts. */
@NullMarked
package dev.surety.inference.release;

import org.jspecify.annotations.NullMarked;
