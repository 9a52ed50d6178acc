/** Runs of suites: asked for, carried out a few cases at a time, judged, kept, and told to whoever listens. */
@NullMarked
package dev.surety.evaluation.run;

import org.jspecify.annotations.NullMarked;
