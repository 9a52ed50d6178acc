package dev.surety.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;

/**
 * The reply of {@code POST /v1/grants}.
 *
 * @param grant     the signed grant, for the header {@code Surety-Grant}
 * @param expiresAt when it ends
 * @param tags      the caller's tags, sorted
 * @param audience  names of the services that may believe it, sorted
 * @param epoch     of the tenant's entitlements that the tags were read from
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record GrantMessage(String grant, Instant expiresAt, List<String> tags, List<String> audience, long epoch) {

    /** Without the grant and the tags. */
    @Override
    public String toString() {
        return "GrantMessage[until " + expiresAt + "]";
    }
}
