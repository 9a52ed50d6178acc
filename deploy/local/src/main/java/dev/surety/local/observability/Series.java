package dev.surety.local.observability;

import java.time.Duration;

/** Names of series that more than one export reads. */
final class Series {

    /** By {@code objective} and {@code result}: good, late, failed, excluded. */
    static final String REQUESTS = "surety_slice_requests_total";

    /** Results that count; who breaks off by himself is excluded. */
    static final String COUNTED = "good|late|failed";

    static final String ALLOWED_MISSES = "objective:surety_allowed_misses:ratio";

    private Series() {}

    /** A name of the contract as PromQL writes text. */
    static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    /** The counter of requests of an objective that ended like this; {@code results} is one value of the tag or several, parted by bars. */
    static String requests(String objective, String results) {
        return "%s{objective=\"%s\", %s}".formatted(REQUESTS, objective, ended(results));
    }

    /** A matcher of results: one value, or several parted by bars. */
    static String ended(String results) {
        return "result%s\"%s\"".formatted(results.contains("|") ? "=~" : "=", results);
    }

    /** Requests that counted in a window, by objective. */
    static String requests(Duration window) {
        return "objective:surety_requests:increase" + DurationText.of(window);
    }

    /** Of them, the share that missed a promise, by objective and promise. */
    static String misses(Duration window) {
        return "objective:surety_misses:ratio" + DurationText.of(window);
    }

    /** How many times too fast the error budget was spent, by objective and promise. */
    static String burn(Duration window) {
        return "objective:surety_burn:rate" + DurationText.of(window);
    }
}
