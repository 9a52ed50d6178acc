package dev.surety.identity.caller;

import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells the framework whose keys a token has to be verified with: those of the issuer that it names. A token that names nobody we know is the first issuer's
 * to refuse.
 */
@Singleton
class IssuerOfToken implements TenantConfigResolver {

    private static final Duration KEY_REFRESH = Duration.ofSeconds(10);
    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(2);

    private final Issuers issuers;
    private final Map<String, OidcTenantConfig> configurations;

    IssuerOfToken(Issuers issuers, CallerConfig config) {
        this.issuers = issuers;
        this.configurations = config.issuers().keySet().stream()
                .collect(Collectors.toUnmodifiableMap(name -> name, name -> issuers.named(name).map(IssuerOfToken::configuration).orElseThrow()));
    }

    @Override
    public Uni<@Nullable OidcTenantConfig> resolve(RoutingContext request, OidcRequestContext<OidcTenantConfig> context) {
        var issuer = Jws.claims(request.request().getHeader(HttpHeaders.AUTHORIZATION))
                .flatMap(claims -> issuers.at(claims.path("iss").asText()));
        return Uni.createFrom().item(issuer.map(known -> configurations.get(known.name())).orElse(null));
    }

    private static OidcTenantConfig configuration(Issuer issuer) {
        return OidcTenantConfig.authServerUrl(issuer.address())
                .tenantId(issuer.name())
                .applicationType(ApplicationType.SERVICE)
                .connectionTimeout(CONNECTION_TIMEOUT)
                .token()
                .issuer(issuer.address())
                .audience(issuer.audience())
                .allowJwtIntrospection(false)
                .allowOpaqueTokenIntrospection(false)
                .forcedJwkRefreshInterval(KEY_REFRESH)
                .end()
                .build();
    }
}
