package dev.surety.identity.caller;

import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All issuers whose tokens are taken. No two may speak for the same tenant: start-up fails where they could. */
@Startup
@Singleton
class Issuers {

    /** The framework's own name for the issuer of {@code quarkus.oidc.auth-server-url}. */
    static final String FIRST = "Default";

    private final Issuer first;
    private final Map<String, Issuer> byAddress = new HashMap<>();
    private final Map<String, Issuer> byName = new HashMap<>();

    Issuers(CallerConfig config) {
        var taken = new HashSet<String>();
        config.issuers().forEach((name, issuer) -> add(name, issuer, taken));
        this.first = new Issuer(FIRST, "", "", new Issuer.Realm.AllBut(Set.copyOf(taken)), null, true, config.claims());
        byName.put(FIRST, first);
    }

    /** The issuer of this address, unless it is the first one's or nobody's. */
    Optional<Issuer> at(String address) {
        return Optional.ofNullable(byAddress.get(address));
    }

    /** The issuer of this name, as the framework says who verified a token. */
    Optional<Issuer> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    private void add(String name, CallerConfig.IssuerConfig config, Set<String> taken) {
        var place = "surety.callers.issuers." + name;
        if (name.equals(FIRST) || config.tenants().isEmpty()) {
            throw new ConfigurationException(place + (config.tenants().isEmpty() ? ".tenants names no tenant" : ": the name is the first issuer's"));
        }
        config.tenant().filter(fixed -> !config.tenants().contains(fixed)).ifPresent(fixed -> {
            throw new ConfigurationException(place + ".tenant is " + fixed + ", which is none of its tenants");
        });
        for (var tenant : config.tenants()) {
            if (tenant.equals(Caller.Service.TENANT) || !taken.add(tenant)) {
                throw new ConfigurationException(place + ".tenants names " + tenant + ", which another has already");
            }
        }
        var issuer = new Issuer(
                name, config.issuer(), config.audience(), new Issuer.Realm.Only(Set.copyOf(config.tenants())), config.tenant().orElse(null),
                config.services(), config.claims());
        if (byAddress.putIfAbsent(config.issuer(), issuer) != null) {
            throw new ConfigurationException(place + ".issuer is another's already");
        }
        byName.put(name, issuer);
    }
}
