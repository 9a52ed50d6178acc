package dev.surety.request;

/** Time that only ever runs forward, at the pace of a second a second: for how long something takes, not for what o'clock it is. */
@FunctionalInterface
public interface Ticker {

    /** This process's own. */
    Ticker SYSTEM = System::nanoTime;

    /** Nanoseconds since some moment that is the same for the whole life of the process; only differences mean something. */
    long nanos();
}
