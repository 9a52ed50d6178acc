package dev.surety.identity.caller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerConfigTest {

    @Test
    void defaults() {
        var config = read(Map.of("surety.callers.issuers.partner.issuer", "https://p.example", "surety.callers.issuers.partner.tenants", "tern"));

        var partner = config.issuers().get("partner");
        assertEquals("service-account-", config.serviceAccountPrefix());
        assertEquals(List.of("tenant", "preferred_username", "groups", "clearance"), names(config.claims()));
        assertEquals(List.of("tenant", "preferred_username", "groups", "clearance"), names(partner.claims()));
        assertEquals(List.of("surety", Set.of("tern"), Optional.empty(), false), List.of(partner.audience(), partner.tenants(), partner.tenant(), partner.services()));
    }

    @Test
    void everythingCanBeOverridden() {
        var config = read(Map.ofEntries(
                Map.entry("surety.callers.service-account-prefix", "svc-"),
                Map.entry("surety.callers.claims.tenant", "org"),
                Map.entry("surety.callers.issuers.partner.issuer", "https://p.example"),
                Map.entry("surety.callers.issuers.partner.audience", "api://surety"),
                Map.entry("surety.callers.issuers.partner.tenants", "tern,heron"),
                Map.entry("surety.callers.issuers.partner.tenant", "heron"),
                Map.entry("surety.callers.issuers.partner.services", "true"),
                Map.entry("surety.callers.issuers.partner.claims.tenant", "tid"),
                Map.entry("surety.callers.issuers.partner.claims.user-name", "upn"),
                Map.entry("surety.callers.issuers.partner.claims.groups", "roles"),
                Map.entry("surety.callers.issuers.partner.claims.clearance", "level")));

        var partner = config.issuers().get("partner");
        assertEquals("svc-", config.serviceAccountPrefix());
        assertEquals("org", config.claims().tenant());
        assertEquals(List.of("tid", "upn", "roles", "level"), names(partner.claims()));
        assertEquals(
                List.of("https://p.example", "api://surety", Set.of("tern", "heron"), Optional.of("heron"), true),
                List.of(partner.issuer(), partner.audience(), partner.tenants(), partner.tenant(), partner.services()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // another's key and value | what start-up says
                "two.tenants=tern two.issuer=https://two.example | surety.callers.issuers.two.tenants names tern, which another has already",
                "two.tenants=surety two.issuer=https://two.example | surety.callers.issuers.two.tenants names surety, which another has already",
                "two.tenants=heron two.issuer=https://one.example | surety.callers.issuers.two.issuer is another's already",
                "two.tenants=heron two.issuer=https://two.example two.tenant=tern | surety.callers.issuers.two.tenant is tern, which is none of its tenants",
                "Default.tenants=heron Default.issuer=https://two.example | surety.callers.issuers.Default: the name is the first issuer's"
            })
    void issuersThatCouldSpeakForEachOthersTenantsStopStartUp(String second, String reason) {
        var properties = new TreeMap<>(Map.of("surety.callers.issuers.one.issuer", "https://one.example", "surety.callers.issuers.one.tenants", "tern"));
        for (var entry : second.split(" ")) {
            properties.put("surety.callers.issuers." + entry.split("=")[0], entry.split("=")[1]);
        }
        var config = read(properties);

        var refusal = assertThrows(ConfigurationException.class, () -> new Issuers(config));

        // The two are read in no certain order: whose name stands there may be either's.
        assertEquals(withoutNames(reason), withoutNames(refusal.getMessage()));
    }

    @Test
    void anEmptyPrefixStopsStartUpBecauseItWouldMakeServicesOfPeople() {
        var blank = Map.of("surety.callers.service-account-prefix", "");

        assertThrows(ConfigValidationException.class, () -> read(blank));
    }

    private static String withoutNames(String message) {
        return message.replaceFirst("issuers\\.(one|two)\\.", "issuers.x.");
    }

    private static List<String> names(CallerConfig.Claims claims) {
        return List.of(claims.tenant(), claims.userName(), claims.groups(), claims.clearance());
    }

    static CallerConfig read(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(CallerConfig.class)
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(properties, "test", 500))
                .build()
                .getConfigMapping(CallerConfig.class);
    }
}
