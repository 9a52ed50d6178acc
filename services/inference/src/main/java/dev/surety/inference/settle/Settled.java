package dev.surety.inference.settle;

import dev.surety.api.Answer;
import dev.surety.inference.stage.Note;
import dev.surety.inference.stage.Noted;

/**
 * The end of a request.
 *
 * @param answer for the caller
 * @param note   what was done with it
 */
public record Settled(Answer answer, Note note) implements Noted {}
