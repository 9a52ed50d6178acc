package dev.surety.inference.stage;

/** What belongs to one request and carries its journal. */
public interface Journaled {

    Journal journal();
}
