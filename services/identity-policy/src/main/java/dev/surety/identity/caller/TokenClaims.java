package dev.surety.identity.caller;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

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
     * @param issuer who signed it
     */
    Optional<Claimed> claimed(JsonNode claims, Issuer issuer) {
        var expiry = claims.path("exp");
        var user = name(claims, issuer.claims().userName());
        if (name(claims, "sub").isEmpty() || user.isEmpty() || !expiry.isNumber()) {
            return Optional.empty();
        }
        var expiresAt = Instant.ofEpochSecond(expiry.asLong());
        var service = name(claims, "service");
        if (service.isPresent() && user.get().startsWith(serviceAccountPrefix) && issuer.services()) {
            var limit = claims.has(issuer.claims().clearance()) ? clearance(claims.path(issuer.claims().clearance())) : Integer.MAX_VALUE;
            return Optional.of(new Claimed.Service(service.get(), name(claims, issuer.claims().tenant()).orElse(null), limit, expiresAt));
        }
        return person(claims, issuer, user.get(), expiresAt);
    }

    private static Optional<Claimed> person(JsonNode claims, Issuer issuer, String user, Instant expiresAt) {
        var tenant = Optional.ofNullable(issuer.tenant()).or(() -> name(claims, issuer.claims().tenant())).filter(issuer::maySpeakFor);
        var groups = groups(claims, issuer.claims().groups());
        if (tenant.isEmpty() || groups.isEmpty() || !isActorReadable(claims.path("act"))) {
            return Optional.empty();
        }
        var clearance = clearance(claims.path(issuer.claims().clearance()));
        return Optional.of(new Claimed.Person(user, tenant.get(), groups.get(), clearance, expiresAt, actor(claims.path("act"))));
    }

    /** Empty when they can't be read: without readable groups nobody can say which denials hold for this person. */
    private static Optional<Claimed.Groups> groups(JsonNode claims, String claim) {
        if (Overage.in(claims, claim)) {
            return Optional.of(new Claimed.Groups.Elsewhere());
        }
        var groups = claims.path(claim);
        return groups.isMissingNode() || groups.isArray() ? Optional.of(new Claimed.Groups.Named(tags(groups))) : Optional.empty();
    }

    private static Set<String> tags(JsonNode groups) {
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

    /** Somebody acts with the token, and who it is can't be said: then it is not a person's own. */
    private static boolean isActorReadable(JsonNode act) {
        return act.isMissingNode() || actor(act) != null;
    }

    /**
     * The one who acts, by client or subject; those before it in a chain are not looked at.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc8693#section-4.1">RFC 8693, the claim act</a>
     */
    private static @Nullable String actor(JsonNode act) {
        return name(act, "client_id").or(() -> name(act, "sub")).orElse(null);
    }

    private static Optional<String> name(JsonNode claims, String claim) {
        var value = claims.path(claim);
        return value.isTextual() && Caller.isName(value.textValue()) ? Optional.of(value.textValue()) : Optional.empty();
    }
}
