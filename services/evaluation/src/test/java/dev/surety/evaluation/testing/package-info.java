/** The world around evaluation for tests: real servers, scripted neighbours, and answers to speak of. */
@NullMarked
package dev.surety.evaluation.testing;

import org.jspecify.annotations.NullMarked;
