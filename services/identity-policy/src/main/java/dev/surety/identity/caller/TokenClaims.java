package dev.surety.identity.caller;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Reads who is speaking from the claims of a verified token. What can't be read gives nothing: a bad group no tag, a bad clearance 0, and without
 * a name or a tenant there is nobody.
 */
@ApplicationScoped
class TokenClaims {

    private static final Logger LOG = Logger.getLogger(TokenClaims.class);

    private final String serviceAccountPrefix;

    TokenClaims(CallerConfig config) {
        this.serviceAccountPrefix = config.serviceAccountPrefix();
    }

    /**
     * The caller; empty when the claims name none.
     *
     * @param claims payload of a token whose signature, issuer, audience and times hold
     */
    Optional<Caller> caller(JsonNode claims) {
        var expiry = claims.path("exp");
        var user = name(claims, "preferred_username");
        if (name(claims, "sub").isEmpty() || user.isEmpty() || !expiry.isNumber()) {
            return Optional.empty();
        }
        var expiresAt = Instant.ofEpochSecond(expiry.asLong());
        var service = name(claims, "service");
        if (service.isPresent() && user.get().startsWith(serviceAccountPrefix)) {
            return Optional.of(new Caller.Service(service.get(), expiresAt));
        }
        return person(claims, user.get(), expiresAt);
    }

    private static Optional<Caller> person(JsonNode claims, String user, Instant expiresAt) {
        var tenant = name(claims, "tenant");
        var groups = claims.path("groups");
        // Without readable groups nobody can say which denials hold for this person.
        if (tenant.isEmpty() || tenant.get().equals(Caller.Service.TENANT) || !(groups.isMissingNode() || groups.isArray())) {
            return Optional.empty();
        }
        return Optional.of(new Caller.Person(user, tenant.get(), groups(groups), clearance(claims.path("clearance")), expiresAt));
    }

    private static Set<String> groups(JsonNode groups) {
        List<String> paths = new ArrayList<>();
        for (var group : groups) {
            // An empty path has no part that is a name, so it is counted as dropped.
            paths.add(group.isTextual() ? group.textValue() : "");
        }
        var flattened = GroupTags.of(paths);
        if (flattened.dropped() > 0) {
            LOG.warnf("a token names groups that are no names; their tags are dropped count=%d", flattened.dropped());
        }
        return flattened.tags();
    }

    private static int clearance(JsonNode claim) {
        if (claim.isMissingNode()) {
            return 0;
        }
        if (!claim.isIntegralNumber() || !claim.canConvertToInt() || claim.intValue() < 0) {
            LOG.warn("a token has a clearance that is no whole number of at least 0; it counts as 0");
            return 0;
        }
        return claim.intValue();
    }

    private static Optional<String> name(JsonNode claims, String claim) {
        var value = claims.path(claim);
        return value.isTextual() && Caller.isName(value.textValue()) ? Optional.of(value.textValue()) : Optional.empty();
    }
}
