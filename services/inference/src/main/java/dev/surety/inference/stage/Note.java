package dev.surety.inference.stage;

/**
 * What a stage says of itself for the answer record.
 *
 * @param saw      what it had before it, in numbers and ids; never content
 * @param decision a stable word from a small set: also a metric's tag
 * @param reason   why, for a person
 */
public record Note(String saw, String decision, String reason) {}
