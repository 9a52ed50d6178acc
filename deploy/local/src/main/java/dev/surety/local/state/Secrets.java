package dev.surety.local.state;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Passwords and client secrets of one local stack: random, made at its first start, readable by their owner only. */
public final class Secrets {

    /** The confidential clients of the realm; each has a secret {@code client.<name>.secret}. */
    public static final List<String> CLIENTS = List.of("surety-cli", "surety-ingestion", "surety-evaluation", "surety-probe", "provisioning",
            "provisioning-saltmarsh", "other-app");

    private static final int RANDOM_BYTES = 18;

    private final Map<String, String> byName;

    private Secrets(Map<String, String> byName) {
        this.byName = Map.copyOf(byName);
    }

    /** Reads the state's secrets; those that are missing are made and written first. */
    public static Secrets of(StateFolder state) throws IOException {
        Path file = state.secrets();
        var values = new TreeMap<String, String>();
        if (Files.exists(file)) {
            var stored = new Properties();
            stored.load(new StringReader(Files.readString(file)));
            stored.stringPropertyNames().forEach(name -> values.put(name, stored.getProperty(name)));
        }
        if (complete(values)) {
            OwnerOnly.write(file, values.entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                    .collect(Collectors.joining()));
        }
        return new Secrets(values);
    }

    /** The one password of all demo people. */
    public String demoPassword() {
        return get("demo.password");
    }

    public String keycloakAdminPassword() {
        return get("keycloak.admin.password");
    }

    /** The password of PostgreSQL's superuser and of each service's role. */
    public String postgresPassword() {
        return get("postgres.password");
    }

    /** @param client one of {@link #CLIENTS} */
    public String clientSecret(String client) {
        return get("client." + client + ".secret");
    }

    /** Names only: this object is all secret. */
    @Override
    public String toString() {
        return "Secrets" + byName.keySet();
    }

    private String get(String name) {
        String value = byName.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no secret is named " + name);
        }
        return value;
    }

    private static boolean complete(Map<String, String> values) {
        int before = values.size();
        values.computeIfAbsent("demo.password", name -> random());
        values.computeIfAbsent("keycloak.admin.password", name -> random());
        values.computeIfAbsent("postgres.password", name -> random());
        CLIENTS.forEach(client -> values.computeIfAbsent("client." + client + ".secret", name -> random()));
        return values.size() > before;
    }

    private static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
