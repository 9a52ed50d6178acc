package dev.surety.grant;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What identity-policy vouches for about a caller, for at most a minute.
 *
 * @param id        unique id of this grant
 * @param subject   user name, or the service's name for a service
 * @param tenant    the caller's organisation
 * @param tags      flattened: {@code user:…}, {@code group:…} with ancestors, {@code tenant:…}, {@code service:…}
 * @param clearance highest clearance the caller holds, at least 0
 * @param expiresAt when it ends
 * @param audience  names of the services that may believe it
 * @param epoch     of the tenant's entitlements that tags and clearance were read from; rises with every change of them
 * @param actor     the service that acts for the subject; null when nobody does
 */
public record Grant(
        String id,
        String subject,
        String tenant,
        Set<String> tags,
        int clearance,
        Instant expiresAt,
        Set<String> audience,
        long epoch,
        @Nullable String actor) {

    private static final String AUDITORS = "group:auditors";

    public Grant {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(expiresAt, "expiresAt");
        tags = Tags.of(tags);
        audience = Set.copyOf(audience);
        if (clearance < 0) {
            throw new IllegalArgumentException("clearance is at least 0, not " + clearance);
        }
        if (epoch < 0) {
            throw new IllegalArgumentException("epoch is at least 0, not " + epoch);
        }
    }

    /** Whether the caller is one of our own services, named so by identity-policy. */
    public boolean isService() {
        return tags.stream().anyMatch(tag -> tag.startsWith("service:"));
    }

    /** Whether the caller may see how the assistant does, without contents, in the caller's own tenant. */
    public boolean isAuditor() {
        return tags.contains(AUDITORS);
    }

    /** The service that acts for the subject, if one does. */
    public Optional<String> actingService() {
        return Optional.ofNullable(actor);
    }

    /**
     * One value for all that decides what the caller may see: equal fingerprints see equal documents. It holds the user's own tag,
     * because allow and deny may name a single person. Its cost does not grow with the tags: their digest is computed once.
     *
     * @return 64 hexadecimal digits (SHA-256)
     */
    public String entitlements() {
        var digest = Tags.sha256();
        Tags.add(digest, tenant);
        Tags.add(digest, Integer.toString(clearance));
        Tags.add(digest, Tags.of(tags).digest());
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Without the tags: they tell who belongs to what. */
    @Override
    public String toString() {
        return "Grant[" + id + ", " + tags + ", until " + expiresAt + "]";
    }
}
