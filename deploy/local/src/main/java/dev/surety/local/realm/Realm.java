package dev.surety.local.realm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.surety.local.state.Secrets;
import dev.surety.local.state.Site;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The realm {@code surety}: made from its template, and the tokens it gives. */
public final class Realm {

    public static final String NAME = "surety";
    public static final String ADMIN = "admin";

    /** Remembers in the realm itself which template it was made from. */
    private static final String TEMPLATE = "surety.template";

    private final Site site;

    public Realm(Site site) {
        this.site = site;
    }

    /** As in a token's {@code iss}. */
    public String issuer() {
        return site.url("keycloak") + "/realms/" + NAME;
    }

    /** Makes the realm; replaces one from another version of the template, with its people, for an old claim is a wrong claim. */
    public void create() throws IOException, InterruptedException {
        ObjectNode template = template(site.secrets());
        String version = Integer.toHexString(template.toString().hashCode());
        template.putObject("attributes").put(TEMPLATE, version);
        KeycloakAdmin admin = KeycloakAdmin.signIn(site.url("keycloak"), site.secrets().keycloakAdminPassword());
        JsonNode current = admin.get("/" + NAME);
        if (current.path("attributes").path(TEMPLATE).asText().equals(version)) {
            return;
        }
        if (!current.isMissingNode()) {
            admin.delete("/" + NAME);
        }
        admin.post("", template);
    }

    /** An access token of a person, by the client's direct grant. */
    public String tokenFor(String user, String client) throws IOException, InterruptedException {
        return token(client, Map.of("grant_type", "password", "username", user, "password", site.secrets().demoPassword()));
    }

    /** An access token of a service, by the client's credentials. */
    public String tokenOf(String client) throws IOException, InterruptedException {
        return token(client, Map.of("grant_type", "client_credentials"));
    }

    private String token(String client, Map<String, String> grant) throws IOException, InterruptedException {
        var form = new HashMap<>(grant);
        form.put("client_id", client);
        form.put("client_secret", site.secrets().clientSecret(client));
        form.put("scope", "openid");
        return KeycloakAdmin.token(site.url("keycloak"), NAME, form);
    }

    static ObjectNode template(Secrets secrets) throws IOException {
        String text = resource("realm.json");
        for (String client : Secrets.CLIENTS) {
            text = text.replace("${client." + client + ".secret}", secrets.clientSecret(client));
        }
        var realm = (ObjectNode) KeycloakAdmin.JSON.readTree(text);
        // Keycloak takes the user profile as JSON in a string.
        String profile = KeycloakAdmin.JSON.readTree(resource("user-profile.json")).toString();
        realm.putObject("components").putArray("org.keycloak.userprofile.UserProfileProvider").addObject()
                .put("providerId", "declarative-user-profile")
                .putObject("config").putArray("kc.user.profile.config").add(profile);
        return realm;
    }

    private static String resource(String name) throws IOException {
        try (InputStream content = Realm.class.getResourceAsStream(name)) {
            if (content == null) {
                throw new IOException("resource " + name + " is missing from this build");
            }
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
