package dev.surety.local.testing;

import dev.surety.local.realm.People;
import dev.surety.local.realm.Realm;
import dev.surety.local.server.KeycloakServer;
import dev.surety.local.state.Site;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/**
 * A real Keycloak with the stack's realm and the people of the demo company. Sets {@code quarkus.oidc.auth-server-url}; with the init
 * argument {@code client} ({@code surety-ingestion}, {@code surety-evaluation}) also {@code surety.oidc.url}, {@code surety.oidc.client-id}
 * and {@code surety.oidc.client-secret}.
 */
public final class RealKeycloak implements QuarkusTestResourceLifecycleManager {

    private static final String PEOPLE_LOADED = "surety.testing.people";

    private String client = "";

    @Override
    public void init(Map<String, String> arguments) {
        client = arguments.getOrDefault("client", "");
    }

    @Override
    public Map<String, String> start() {
        var config = new HashMap<>(Map.of("quarkus.oidc.auth-server-url", issuer()));
        if (!client.isEmpty()) {
            config.put("surety.oidc.url", issuer());
            config.put("surety.oidc.client-id", client);
            config.put("surety.oidc.client-secret", RealServers.site().secrets().clientSecret(client));
        }
        return config;
    }

    @Override
    public void stop() {
        // Shared by all test classes; ends with the JVM.
    }

    /** The realm's address, as in {@code iss}. */
    public static String issuer() {
        return running().issuer();
    }

    /** An access token of a demo person ({@code alice}, {@code carol}, ...), as {@code make token} gives it. */
    public static String tokenFor(String user) {
        return tokenFor(user, "surety-cli");
    }

    /** @param client {@code surety-cli}, {@code surety-evaluation}, or {@code other-app}, whose tokens lack our audience */
    public static String tokenFor(String user, String client) {
        return answered(() -> running().tokenFor(user, client));
    }

    /** An access token of a service account: {@code surety-ingestion}, {@code surety-evaluation}, {@code provisioning} or {@code provisioning-saltmarsh}. */
    public static String serviceToken(String client) {
        return answered(() -> running().tokenOf(client));
    }

    /** The password of every demo person. */
    public static String demoPassword() {
        return RealServers.site().secrets().demoPassword();
    }

    private static Realm running() {
        Site site = RealServers.site();
        if (System.getProperty(PEOPLE_LOADED) == null) {
            if (!RealServers.runs("postgres")) {
                makeSeed(site);
            }
            RealPostgres.running();
            RealServers.ensure(new KeycloakServer(site), site);
            answered(() -> new People(site).load(site.checkout().demoCompany().resolve("users.yaml")));
            System.setProperty(PEOPLE_LOADED, "true");
        }
        return new Realm(site);
    }

    private static void makeSeed(Site site) {
        answered(() -> {
            RealServers.seed().make(site);
            return site;
        });
    }

    private interface Question<T> {
        T ask() throws IOException, InterruptedException;
    }

    private static <T> T answered(Question<T> question) {
        try {
            return question.ask();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
