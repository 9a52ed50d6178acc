package dev.surety.edge;

import dev.surety.slo.Timings;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The times that a response tells about.
 *
 * @see <a href="https://www.w3.org/TR/server-timing/">Server Timing</a>
 */
final class ServerTiming implements Timings {

    private static final long NANOS_PER_MICRO = 1_000;
    private static final long MICROS_PER_MILLI = 1_000;

    private final Queue<String> entries = new ConcurrentLinkedQueue<>();

    @Override
    public void took(String slice, long nanos) {
        entries.add(entry(slice, nanos));
    }

    /** The header: the service's own time, then that of its slices in the order in which they ended. */
    String header(String service, long nanos) {
        var header = new StringBuilder(entry(service, nanos));
        entries.forEach(entry -> header.append(", ").append(entry));
        return header.toString();
    }

    private static String entry(String name, long nanos) {
        var micros = nanos / NANOS_PER_MICRO;
        var fraction = Long.toString(MICROS_PER_MILLI + micros % MICROS_PER_MILLI).substring(1);
        return name + ";dur=" + micros / MICROS_PER_MILLI + "." + fraction;
    }
}
