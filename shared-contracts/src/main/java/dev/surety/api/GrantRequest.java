package dev.surety.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/grants}, which may be left out.
 *
 * @param audience names of the services that may believe the grant, at least one; null for the default ones
 */
public record GrantRequest(@Nullable List<String> audience) {

    /** More services than there are. */
    private static final int MOST = 16;

    public GrantRequest {
        if (audience != null) {
            if (audience.isEmpty() || audience.size() > MOST || audience.stream().anyMatch(name -> name == null || name.isBlank())) {
                throw ProblemException.invalid("audience", "audience names 1 to " + MOST + " services, or is left out");
            }
            audience = List.copyOf(audience);
        }
    }
}
