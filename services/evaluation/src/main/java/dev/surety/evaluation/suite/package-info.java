/** Suites of questions with known right answers: YAML files, read strictly, so that a slip in a suite is never taken for a slip in an answer. */
@NullMarked
package dev.surety.evaluation.suite;

import org.jspecify.annotations.NullMarked;
