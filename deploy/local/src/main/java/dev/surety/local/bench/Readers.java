package dev.surety.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.surety.local.bench.Services.Reply;
import dev.surety.local.realm.Realm;
import dev.surety.local.state.Site;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The group of the trials and its one member, written to the directory of identity-policy through SCIM (RFC 7644), as a provisioning system does. */
final class Readers {

    private static final String PROVISIONER = "provisioning";
    private static final String USERS = "/scim/v2/Users";
    private static final String GROUPS = "/scim/v2/Groups";
    private static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:";
    private static final String PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
    private static final Duration TOKEN_KEPT = Duration.ofMinutes(4);

    private final Realm realm;
    private final Services services;
    private @Nullable Members members;
    private String token = "";
    private Instant tokenSince = Instant.EPOCH;

    Readers(Site site, Services services) {
        this.realm = new Realm(site);
        this.services = services;
    }

    private record Members(String group, String person) {}

    /** The person is in the group when this returns. */
    void join() throws IOException, InterruptedException {
        change(Map.of("op", "add", "path", "members", "value", List.of(Map.of("value", members().person()))));
    }

    /** The person is out of the group when this returns. */
    void leave() throws IOException, InterruptedException {
        change(Map.of("op", "remove", "path", "members[value eq \"%s\"]".formatted(members().person())));
    }

    private void change(Map<String, Object> operation) throws IOException, InterruptedException {
        var body = Map.of("schemas", List.of(PATCH), "Operations", List.of(operation));
        done(services.patch("identity-policy", GROUPS + "/" + members().group(), headers(), body));
    }

    private Members members() throws IOException, InterruptedException {
        if (members == null) {
            var person = id(USERS, "userName", Taken.PERSON, Map.of("schemas", List.of(CORE + "User"), "userName", Taken.PERSON, "active", true));
            var group = id(GROUPS, "displayName", Taken.READERS, Map.of("schemas", List.of(CORE + "Group"), "displayName", Taken.READERS));
            members = new Members(group, person);
        }
        return members;
    }

    private String id(String path, String attribute, String name, Map<String, Object> fresh) throws IOException, InterruptedException {
        var filter = URLEncoder.encode("%s eq \"%s\"".formatted(attribute, name), StandardCharsets.UTF_8);
        var known = done(services.get("identity-policy", path + "?filter=" + filter, headers())).at("/Resources/0/id").asText();
        return known.isEmpty() ? done(services.post("identity-policy", path, headers(), fresh)).path("id").asText() : known;
    }

    private Map<String, String> headers() throws IOException, InterruptedException {
        if (Duration.between(tokenSince, Instant.now()).compareTo(TOKEN_KEPT) > 0) {
            token = realm.tokenOf(PROVISIONER);
            tokenSince = Instant.now();
        }
        return Map.of("Authorization", "Bearer " + token);
    }

    private static JsonNode done(Reply reply) throws IOException {
        if (reply.status() >= 300) {
            throw new IOException("identity-policy's directory refuses with status %d: %s".formatted(reply.status(), reply.raw()));
        }
        return reply.body();
    }
}
