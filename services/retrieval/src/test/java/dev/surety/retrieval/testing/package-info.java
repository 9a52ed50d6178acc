/** The world around retrieval for tests: grants, chunks, indexes, and scripted neighbours. */
@NullMarked
package dev.surety.retrieval.testing;

import org.jspecify.annotations.NullMarked;
