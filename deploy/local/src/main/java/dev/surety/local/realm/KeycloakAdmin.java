package dev.surety.local.realm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Keycloak's token endpoint and its admin REST API. One instance serves one short errand: its token lives about a minute. */
final class KeycloakAdmin {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_ATTEMPTS = 8;
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final String base;
    private final String token;

    private KeycloakAdmin(String base, String token) {
        this.base = base;
        this.token = token;
    }

    /** @param base Keycloak's address without a trailing slash */
    static KeycloakAdmin signIn(String base, String password) throws IOException, InterruptedException {
        return new KeycloakAdmin(base, token(base, "master", Map.of(
                "grant_type", "password", "client_id", "admin-cli", "username", Realm.ADMIN, "password", password)));
    }

    /** The access token that the realm's token endpoint gives for this form. */
    static String token(String base, String realm, Map<String, String> form) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(base + "/realms/" + realm + "/protocol/openid-connect/token"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form.entrySet().stream()
                        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining("&"))))
                .build();
        HttpResponse<String> response = sent(request);
        if (response.statusCode() != 200) {
            throw new IOException("Keycloak gives no token (%d): %s".formatted(response.statusCode(), response.body()));
        }
        return JSON.readTree(response.body()).path("access_token").asText();
    }

    /** @return the missing node for a 404 */
    JsonNode get(String path) throws IOException, InterruptedException {
        return send("GET", path, BodyPublishers.noBody());
    }

    void post(String path, Object body) throws IOException, InterruptedException {
        send("POST", path, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
    }

    void put(String path, Object body) throws IOException, InterruptedException {
        send("PUT", path, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
    }

    void delete(String path) throws IOException, InterruptedException {
        send("DELETE", path, BodyPublishers.noBody());
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private JsonNode send(String method, String path, HttpRequest.BodyPublisher body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(base + "/admin/realms" + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, body)
                .build();
        HttpResponse<String> response = sent(request);
        if (response.statusCode() == 404 && method.equals("GET")) {
            return MissingNode.getInstance();
        }
        if (response.statusCode() >= 300) {
            throw new IOException("Keycloak answers %d to %s %s: %s".formatted(response.statusCode(), method, path, response.body()));
        }
        return response.body().isBlank() ? MissingNode.getInstance() : JSON.readTree(response.body());
    }

    /** After its database was away, Keycloak meets each dead connection of its pool once: each costs one failed request. */
    private static HttpResponse<String> sent(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
        for (int attempt = 1; response.statusCode() >= 500 && attempt < MOST_ATTEMPTS; attempt++) {
            TimeUnit.MILLISECONDS.sleep(100L * attempt);
            response = HTTP.send(request, BodyHandlers.ofString());
        }
        return response;
    }
}
