package dev.surety.slo;

/** Who is told how long a slice took for one request, so that the response can say so. */
@FunctionalInterface
public interface Timings {

    /** Nobody. */
    Timings NONE = (slice, nanos) -> {};

    /**
     * @param slice the objective's label
     * @param nanos from its start to its end, however it ended
     */
    void took(String slice, long nanos);
}
