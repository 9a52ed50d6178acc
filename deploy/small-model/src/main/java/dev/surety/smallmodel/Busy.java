package dev.surety.smallmodel;

/** More requests than may wait. */
public final class Busy extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Busy() {
        super("the model writes one reply at a time and enough requests wait already");
    }
}
