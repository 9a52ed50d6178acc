package dev.surety.local.corpus;

/** Told how far a load has come. */
@FunctionalInterface
public interface LoadProgress {

    /**
     * Called whenever more documents were dealt with, and once at the end.
     *
     * @param done  documents
     * @param total documents
     */
    void at(int done, int total);
}
