package dev.surety.inference.admit;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/** A place in the house, given back once. */
public final class Permit {

    private final Semaphore places;
    private final AtomicBoolean held = new AtomicBoolean(true);

    Permit(Semaphore places) {
        this.places = places;
    }

    void giveBack() {
        if (held.compareAndSet(true, false)) {
            places.release();
        }
    }
}
