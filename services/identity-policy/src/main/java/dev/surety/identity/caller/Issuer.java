package dev.surety.identity.caller;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whose tokens are taken.
 *
 * @param name     our name for it, in logs and as the framework's tenant
 * @param address  as in {@code iss}; empty for the first issuer, whose address the framework knows
 * @param audience of its tokens for us
 * @param realm    whom it may speak for
 * @param tenant   of all its people; null: their tokens say
 * @param services whether its service accounts are services of ours
 * @param claims   which claim says what
 */
record Issuer(String name, String address, String audience, Realm realm, @Nullable String tenant, boolean services, CallerConfig.Claims claims) {

    Issuer {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(realm, "realm");
    }

    /** Whether its word about people of this tenant counts. */
    boolean maySpeakFor(String tenant) {
        return !tenant.equals(Caller.Service.TENANT) && switch (realm) {
            case Realm.Only(var tenants) -> tenants.contains(tenant);
            case Realm.AllBut(var others) -> !others.contains(tenant);
        };
    }

    /** Tenants that an issuer may speak for. */
    sealed interface Realm {

        /** These. */
        record Only(Set<String> tenants) implements Realm {}

        /** All that are not another issuer's. */
        record AllBut(Set<String> others) implements Realm {}
    }
}
