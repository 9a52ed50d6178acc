package dev.surety.identity.directory;

import java.util.Set;

/**
 * What the directory says about somebody.
 *
 * @param epoch    of the tenant's entitlements; what is said may be newer, never older; 0 when the directory holds nothing of the tenant
 * @param standing of the person
 * @param around   names of the groups that it was asked about and that it holds, and of all groups around them; empty when it was asked about none
 */
public record Entry(long epoch, Standing standing, Set<String> around) {

    public Entry {
        around = Set.copyOf(around);
    }
}
