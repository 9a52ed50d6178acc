package dev.surety.grant;

import java.util.Objects;
import java.util.Set;

/**
 * Who may read a document, as it is stored on each of its chunks.
 *
 * @param tenant    the organisation that owns the document
 * @param allow     one of them is enough; {@code public} opens it to everybody; none at all means nobody
 * @param deny      one of them is enough to lose access, whatever is allowed
 * @param clearance the least clearance needed, at least 0
 */
public record Access(String tenant, Set<String> allow, Set<String> deny, int clearance) {

    /** The allow tag that stands for everybody, in every tenant. */
    public static final String PUBLIC = "public";

    public Access {
        Objects.requireNonNull(tenant, "tenant");
        allow = Set.copyOf(allow);
        deny = Set.copyOf(deny);
        if (clearance < 0) {
            throw new IllegalArgumentException("clearance is at least 0, not " + clearance);
        }
    }

    /** The rule of the whole product; the engine's filter and every later check say the same thing as this line. */
    public boolean permits(Grant grant) {
        return (allow.contains(PUBLIC) || (tenant.equals(grant.tenant()) && sharesATag(allow, grant)))
                && !sharesATag(deny, grant)
                && grant.clearance() >= clearance;
    }

    private static boolean sharesATag(Set<String> tags, Grant grant) {
        return tags.stream().anyMatch(grant.tags()::contains);
    }
}
