package dev.surety.edge;

import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.contract.Degradation;
import dev.surety.contract.SliceName;
import dev.surety.request.SuretyHeaders;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a service behind this one refused, as this one says it to its own caller: who was turned away, or had too little time, is not told that we failed. */
public final class PeerRefusal {

    /** With a 401, in the form of RFC 6750: the grant is older than a change, and another one would do. */
    static final String OUTDATED = "Bearer error=\"invalid_token\", error_description=\"grant-outdated\"";

    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int GATEWAY_TIMEOUT = 504;
    private static final Duration SOON = Duration.ofSeconds(1);
    // Up to about a day; nobody of ours says more.
    private static final Pattern SECONDS = Pattern.compile("\\d{1,5}");

    private PeerRefusal() {}

    /** Whether a peer refused the grant because it is older than a change of entitlements: a new one would do. */
    public static boolean isOutdatedGrant(Throwable failure) {
        return failure instanceof WebApplicationException answered
                && answered.getResponse().getStatus() == UNAUTHORIZED
                && OUTDATED.equals(answered.getResponse().getHeaderString(HttpHeaders.WWW_AUTHENTICATE));
    }

    /**
     * {@code overloaded} for a 429, with the peer's {@code Retry-After} and the mode in which it sheds, {@code deadline-exceeded} for a 504,
     * {@code grant-outdated} when another grant would do, and for everything else, whatever failed, the given problem.
     *
     * @param slice       whose request the peer refused
     * @param unavailable what it is when nobody refused anything
     */
    public static ProblemException of(Throwable failure, SliceName slice, ProblemException unavailable) {
        if (!(failure instanceof WebApplicationException answered)) {
            return unavailable;
        }
        if (isOutdatedGrant(failure)) {
            return new ProblemException(ProblemType.GRANT_OUTDATED, "what the caller may see has changed: ask with a new grant");
        }
        var response = answered.getResponse();
        return switch (response.getStatus()) {
            case TOO_MANY_REQUESTS -> overloaded(response, slice);
            case GATEWAY_TIMEOUT -> new ProblemException(
                    ProblemType.DEADLINE_EXCEEDED, "the deadline passed, or was too near, for " + slice.label());
            default -> unavailable;
        };
    }

    private static ProblemException overloaded(Response response, SliceName slice) {
        var sheds = sheds(response.getHeaderString(SuretyHeaders.DEGRADED));
        return ProblemException.overloaded(
                slice.label(),
                slice.label() + (sheds ? " turns requests of this priority away until an error budget recovers" : " has no room for the request at the moment"),
                retryAfter(response.getHeaderString(HttpHeaders.RETRY_AFTER)),
                sheds ? Degradation.LOAD_SHED : null);
    }

    private static boolean sheds(@Nullable String modes) {
        return modes != null && Arrays.stream(modes.split(",")).map(String::strip).anyMatch(Degradation.LOAD_SHED.label()::equals);
    }

    private static Duration retryAfter(@Nullable String seconds) {
        return seconds != null && SECONDS.matcher(seconds).matches() ? Duration.ofSeconds(Long.parseLong(seconds)) : SOON;
    }
}
