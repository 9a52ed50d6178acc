package dev.surety.grant;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What identity-policy vouches for about a caller, for at most a minute.
 *
 * @param id        unique id of this grant
 * @param subject   user name, or the service's name for a service
 * @param tenant    the caller's organisation
 * @param tags      flattened: {@code user:…}, {@code group:…} with ancestors, {@code tenant:…}, {@code service:…}
 * @param clearance highest clearance the caller holds, at least 0
 * @param expiresAt when it ends
 */
public record Grant(String id, String subject, String tenant, Set<String> tags, int clearance, Instant expiresAt) {

    private static final String AUDITORS = "group:auditors";

    public Grant {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(expiresAt, "expiresAt");
        tags = Set.copyOf(tags);
        if (clearance < 0) {
            throw new IllegalArgumentException("clearance is at least 0, not " + clearance);
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

    /**
     * One value for all that decides what the caller may see: equal fingerprints see equal documents. It holds the user's own tag,
     * because allow and deny may name a single person.
     *
     * @return 64 hexadecimal digits (SHA-256)
     */
    public String entitlements() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            add(digest, tenant);
            add(digest, Integer.toString(clearance));
            new TreeSet<>(tags).forEach(tag -> add(digest, tag));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** With its length before it: whatever a tag is made of, it can't pass for two, or for a tenant and a clearance. */
    private static void add(MessageDigest digest, String word) {
        digest.update((word.length() + ":" + word).getBytes(StandardCharsets.UTF_8));
    }

    /** Without the tags: they tell who belongs to what. */
    @Override
    public String toString() {
        return "Grant[" + id + ", " + tags.size() + " tags, until " + expiresAt + "]";
    }
}
