package dev.surety.identity.caller;

import io.smallrye.config.WithDefault;
import io.smallrye.config.ConfigMapping;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whose tokens are taken, and how they are read. */
@ConfigMapping(prefix = "surety.callers")
interface CallerConfig {

    /**
     * What a provider puts before the client's name to make the user name of a service account. Only such an account is believed when it says
     * that it is a service: the claim on a person's token gives nothing.
     */
    @WithDefault("service-account-")
    String serviceAccountPrefix();

    /** Claims of the first issuer, the one of {@code quarkus.oidc.auth-server-url}. It may speak for every tenant that no other issuer has. */
    Claims claims();

    /** Further issuers, each under a name of the operator's choice. */
    Map<String, IssuerConfig> issuers();

    /** An issuer that is found by OpenID Connect discovery. */
    interface IssuerConfig {

        /** Its address, exactly as in the claim {@code iss} of its tokens; {@code /.well-known/openid-configuration} below it is fetched. */
        String issuer();

        /** Audience that its tokens for us carry. */
        @WithDefault("surety")
        String audience();

        /** Tenants that it may speak for, and nobody else may; at least one. */
        Set<String> tenants();

        /** The tenant of all its people, when its tokens name none; one of {@code tenants}. Without it the claim says so. */
        Optional<String> tenant();

        /** Whether its service accounts are believed to be services of ours. */
        @WithDefault("false")
        boolean services();

        /** Names of its claims. */
        Claims claims();
    }

    /** Which claim says what. */
    interface Claims {

        /** The tenant. */
        @WithDefault("tenant")
        String tenant();

        /** The user name. */
        @WithDefault("preferred_username")
        String userName();

        /** Groups: a list of paths. */
        @WithDefault("groups")
        String groups();

        /** Clearance: a whole number of at least 0. */
        @WithDefault("clearance")
        String clearance();
    }
}
