package dev.surety.redaction;

/** Finds one kind of thing. Looks at each character a bounded number of times, and keeps nothing between two blocks: any thread may ask. */
interface Detector {

    /** @param found told of everything that is found, in any order, also of what lies over something else */
    void find(View view, Candidates found);
}
