package dev.surety.local.ask;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.surety.local.state.Site;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Access tokens of the local stack's people, by name and the stack's one password, and of its services by their clients. */
public final class Tokens {

    /** Services that somebody may want to speak for by hand. */
    private static final Set<String> SERVICES = Set.of("surety-ingestion", "surety-evaluation", "provisioning", "provisioning-saltmarsh");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Site site;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    public Tokens(Site site) {
        this.site = site;
    }

    /** @throws IOException when Keycloak does not answer or does not know the name; the message says which */
    public String of(String name) throws IOException, InterruptedException {
        return SERVICES.contains(name) ? ofService(name) : of(name, "surety-cli");
    }

    private String ofService(String client) throws IOException, InterruptedException {
        return asked(client, Map.of(
                "grant_type", "client_credentials", "client_id", client, "client_secret", site.secrets().clientSecret(client), "scope", "openid"));
    }

    /** A token of another client of the realm, for tests of what is refused. */
    public String of(String name, String client) throws IOException, InterruptedException {
        var form = Map.of(
                "grant_type", "password",
                "client_id", client,
                "client_secret", site.secrets().clientSecret(client),
                "username", name,
                "password", site.secrets().demoPassword());
        return asked(name, form);
    }

    private String asked(String name, Map<String, String> form) throws IOException, InterruptedException {
        var reply = send(HttpRequest.newBuilder(URI.create(site.url("keycloak") + "/realms/surety/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(form)))
                .build());
        if (reply.statusCode() != 200) {
            throw new IOException("Keycloak gives no token for '" + name + "': " + JSON.readTree(reply.body()).path("error_description").asText("refused")
                    + "; `make status` lists who is there");
        }
        return JSON.readTree(reply.body()).path("access_token").asText();
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (java.net.ConnectException down) {
            throw new IOException("Keycloak does not answer at " + site.url("keycloak") + ": is the stack up? (make up)", down);
        }
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
