package dev.surety.ingestion.register;

import dev.surety.grant.Access;
import java.util.HashSet;
import java.util.Set;

/** Access for the time between two states of a document. */
public final class Narrowing {

    private Narrowing() {}

    /**
     * Permits nobody whom either of the two does not permit. While a new version is on its way, the old words must be hidden from those who lose
     * access, and must not yet be shown to those who gain it: the new version may be open because a secret was taken out of it.
     */
    public static Access of(Access before, Access after) {
        var deny = new HashSet<>(before.deny());
        deny.addAll(after.deny());
        var clearance = Math.max(before.clearance(), after.clearance());
        if (isPublic(before)) {
            return new Access(after.tenant(), after.allow(), deny, clearance);
        }
        if (isPublic(after)) {
            return new Access(before.tenant(), before.allow(), deny, clearance);
        }
        return new Access(after.tenant(), before.tenant().equals(after.tenant()) ? common(before, after) : Set.of(), deny, clearance);
    }

    private static Set<String> common(Access before, Access after) {
        var common = new HashSet<>(before.allow());
        common.retainAll(after.allow());
        return common;
    }

    private static boolean isPublic(Access access) {
        return access.allow().contains(Access.PUBLIC);
    }
}
