package dev.surety.local.leak.world;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who aims. What belongs to whom is said here once, by the world, and not read from a token or a grant.
 *
 * @param name      user name, or the name of a service
 * @param service   whether it is a service account
 * @param tenant    the organisation
 * @param clearance at least 0
 * @param groups    direct memberships
 */
public record Principal(String name, boolean service, String tenant, int clearance, Set<String> groups) {

    public Principal {
        groups = java.util.Collections.unmodifiableSet(new TreeSet<>(groups));
    }

    public static Principal person(String name, String tenant, int clearance, Set<String> groups) {
        return new Principal(name, false, tenant, clearance, groups);
    }

    public Principal in(Set<String> others) {
        return new Principal(name, service, tenant, clearance, others);
    }

    public Principal clearedTo(int level) {
        return new Principal(name, service, tenant, level, groups);
    }

    /** The tag of this one alone. */
    @JsonIgnore
    public String ownTag() {
        return (service ? "service:" : "user:") + name;
    }

    @Override
    public String toString() {
        return name;
    }
}
