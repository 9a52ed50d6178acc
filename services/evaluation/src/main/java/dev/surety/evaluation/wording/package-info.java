/** What two texts have in common when marks, spacing and number formats do not count: for rules of suites and for judging alike. */
@NullMarked
package dev.surety.evaluation.wording;

import org.jspecify.annotations.NullMarked;
