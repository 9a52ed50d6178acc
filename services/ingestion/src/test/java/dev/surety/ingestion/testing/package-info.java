/** The world around ingestion for tests: real servers that can be cut off, and scripted neighbours. */
@NullMarked
package dev.surety.ingestion.testing;

import org.jspecify.annotations.NullMarked;
