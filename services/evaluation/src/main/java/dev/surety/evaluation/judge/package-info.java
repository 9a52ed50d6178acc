/** Right or wrong: compares what was found, and apart from it what was made of it, with what a suite expects. Pure; reads nothing but the corpus. */
@NullMarked
package dev.surety.evaluation.judge;

import org.jspecify.annotations.NullMarked;
