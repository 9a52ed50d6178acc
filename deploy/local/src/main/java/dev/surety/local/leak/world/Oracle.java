package dev.surety.local.leak.world;

import dev.surety.grant.Access;
import java.util.Set;

/**
 * Who may see what, said once more and independently of the product: from what the world knows of people and groups, one reason at a time. Deliberately does
 * not ask {@link Access#permits} or a grant's tags.
 */
final class Oracle {

    private static final String GROUP = "group:";
    private static final String TENANT = "tenant:";
    private static final String EVERYBODY = "public";

    private final Nesting nesting;

    Oracle(Nesting nesting) {
        this.nesting = nesting;
    }

    /** Whether the one may see a document with this access. */
    boolean maySee(Principal who, Access access) {
        if (isAmong(who, access.deny())) {
            return false;
        }
        if (who.clearance() < access.clearance()) {
            return false;
        }
        if (access.allow().contains(EVERYBODY)) {
            return true;
        }
        return who.tenant().equals(access.tenant()) && isAmong(who, access.allow());
    }

    private boolean isAmong(Principal who, Set<String> tags) {
        for (var tag : tags) {
            if (stands(tag, who)) {
                return true;
            }
        }
        return false;
    }

    private boolean stands(String tag, Principal who) {
        if (tag.startsWith(GROUP)) {
            var outer = tag.substring(GROUP.length());
            return who.groups().stream().anyMatch(inner -> nesting.contains(outer, inner));
        }
        if (tag.startsWith(TENANT)) {
            return tag.substring(TENANT.length()).equals(who.tenant());
        }
        return tag.equals(who.ownTag());
    }
}
