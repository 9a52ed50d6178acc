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
        return permits(grant.tenant(), grant.tags(), grant.clearance());
    }

    /** As {@link #permits(Grant)}, for whoever has no grant yet. */
    public boolean permits(String callerTenant, Set<String> tags, int callerClearance) {
        return (opensToEverybody() || (isOf(callerTenant) && allows(tags))) && !denies(tags) && clears(callerClearance);
    }

    /** Whether everybody is allowed, in every tenant. */
    public boolean opensToEverybody() {
        return allow.contains(PUBLIC);
    }

    /** Whether caller and document are of one tenant. */
    public boolean isOf(String callerTenant) {
        return tenant.equals(callerTenant);
    }

    /** Whether one of the caller's tags is allowed. */
    public boolean allows(Set<String> tags) {
        return sharesATag(allow, tags);
    }

    /** Whether one of the caller's tags is denied. */
    public boolean denies(Set<String> tags) {
        return sharesATag(deny, tags);
    }

    /** Whether the caller's clearance is high enough. */
    public boolean clears(int callerClearance) {
        return callerClearance >= clearance;
    }

    private static boolean sharesATag(Set<String> named, Set<String> tags) {
        return named.stream().anyMatch(tags::contains);
    }
}
