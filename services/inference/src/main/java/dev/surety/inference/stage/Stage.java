package dev.surety.inference.stage;

import io.smallrye.mutiny.Uni;

/**
 * One step of an answer: one input, one output, no knowledge of the other steps.
 *
 * @param <I> what it needs; knows its journal
 * @param <O> what it decides
 */
public interface Stage<I extends Journaled, O extends Noted> {

    /** The stage's word in records, metrics, spans and events. */
    String name();

    /** Does the step. Building the Uni does no work. */
    Uni<O> run(I input);
}
