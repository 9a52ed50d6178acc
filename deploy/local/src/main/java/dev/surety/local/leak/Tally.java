package dev.surety.local.leak;

/**
 * What one way brought. Only what was served is a check.
 *
 * @param way      its name
 * @param promise  share of the permitted documents aimed at that must come back
 * @param shots    all of them
 * @param refused  of these, those that the product did not serve
 * @param hidden   documents aimed at that must not be seen
 * @param visible  documents aimed at that may be seen
 * @param either   documents aimed at that changed too lately to be a check
 * @param expected of the visible ones, those that a whole reply should show
 * @param found    of these, those that it showed
 * @param ms       that the shots took, from the first request to the last reply
 */
record Tally(String way, double promise, long shots, long refused, long hidden, long visible, long either, long expected, long found, long ms) {

    static Tally none(String way, double promise) {
        return new Tally(way, promise, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    long checks() {
        return hidden + visible;
    }

    Tally plus(Tally more) {
        return new Tally(way, promise, shots + more.shots, refused + more.refused, hidden + more.hidden, visible + more.visible, either + more.either,
                expected + more.expected, found + more.found, ms + more.ms);
    }

    /** Where a part is made to fail, what was refused or not found says nothing about the way. */
    Tally withoutPromises() {
        return new Tally(way, promise, shots - refused, 0, hidden, visible, either, 0, 0, ms);
    }
}
