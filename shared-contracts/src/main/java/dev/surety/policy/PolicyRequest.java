package dev.surety.policy;

import java.time.Instant;
import java.util.Objects;

/**
 * A question to the policy: may this caller do this?
 *
 * @param caller   who
 * @param resource what
 * @param now      when
 */
public record PolicyRequest(Caller caller, Resource resource, Instant now) {

    public PolicyRequest {
        Objects.requireNonNull(caller, "caller");
        Objects.requireNonNull(resource, "resource");
        Objects.requireNonNull(now, "now");
    }
}
