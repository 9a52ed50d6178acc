package dev.surety.local.leak.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.surety.local.ask.Tokens;
import dev.surety.local.leak.world.Nesting;
import dev.surety.local.leak.world.Principal;
import dev.surety.local.state.Site;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * People in groups by SCIM, nested by membership, as a provisioner keeps them; tokens that were given before go on saying what they said. Names that the directory takes
 * for one and the same, such as two spellings of an umlaut, stay in Keycloak: the demo contract adds up what both say.
 */
public final class ScimDirectory implements Directory {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
    private static final String GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";
    private static final String PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
    private static final Map<String, String> PROVISIONERS = Map.of("kestrel", "provisioning", "saltmarsh", "provisioning-saltmarsh");
    private static final Duration TOKEN_KEPT = Duration.ofMinutes(10);

    private final KeycloakDirectory keycloak;
    private final Tokens tokens;
    private final Line line;
    private final Set<String> alone = new HashSet<>();
    private final Map<String, Principal> written = new HashMap<>();
    private final Map<String, String> ids = new HashMap<>();
    private final Map<String, Held> provisioners = new HashMap<>();
    private final Map<String, List<Map<String, Object>>> held = new HashMap<>();
    private @Nullable Nesting nested;

    /** @param groups every name of a group that worlds know */
    public ScimDirectory(Site site, Line line, Collection<String> groups) {
        this.keycloak = new KeycloakDirectory(site);
        this.tokens = new Tokens(site);
        this.line = line;
        var folded = new TreeMap<String, Integer>();
        groups.forEach(group -> folded.merge(folded(group), 1, Integer::sum));
        groups.stream().filter(group -> folded.get(folded(group)) == 1).forEach(alone::add);
    }

    private record Held(String token, Instant since) {

        @Override
        public String toString() {
            return "Held[" + since + "]";
        }
    }

    @Override
    public synchronized void write(List<Principal> principals, Nesting nesting) throws IOException, InterruptedException {
        keycloak.write(principals.stream().map(this::outsideTheDirectory).toList(), nesting);
        for (var tenant : PROVISIONERS.keySet()) {
            var people = principals.stream().filter(principal -> !principal.service() && principal.tenant().equals(tenant)).toList();
            for (var person : people) {
                ensure(tenant, "Users", "userName", person.name(), Map.of("schemas", List.of(USER), "userName", person.name(), "active", true));
            }
            for (var group : new TreeSet<>(alone)) {
                ensure(tenant, "Groups", "displayName", group, Map.of("schemas", List.of(GROUP), "displayName", group));
            }
            // Emptied first: what lay in one another before might close a circle with what is to.
            for (var group : new TreeSet<>(alone)) {
                if (!nesting.equals(nested)) {
                    replace(tenant, group, List.of());
                }
            }
            for (var group : new TreeSet<>(alone)) {
                replace(tenant, group, members(tenant, group, people, nesting));
            }
        }
        nested = nesting;
        principals.forEach(principal -> written.put(principal.name(), principal));
    }

    @Override
    public synchronized boolean change(Principal principal) throws IOException, InterruptedException {
        var before = written.get(principal.name());
        var outside = !outsideTheDirectory(before).equals(outsideTheDirectory(principal));
        if (outside) {
            keycloak.change(outsideTheDirectory(principal));
        }
        for (var group : alone) {
            var was = before.groups().contains(group);
            if (was != principal.groups().contains(group)) {
                patch(principal.tenant(), group, was, ids.get(key(principal.tenant(), "Users", principal.name())));
            }
        }
        written.put(principal.name(), principal);
        return outside;
    }

    @Override
    public boolean outdates(Principal before, Principal after) {
        return alone.stream().anyMatch(group -> before.groups().contains(group) != after.groups().contains(group));
    }

    @Override
    public String token(Principal principal) throws IOException, InterruptedException {
        return keycloak.token(principal);
    }

    /** The same person with the groups that only their token names. */
    private Principal outsideTheDirectory(Principal principal) {
        var rest = new HashSet<>(principal.groups());
        rest.removeAll(alone);
        return principal.in(rest);
    }

    private List<Map<String, Object>> members(String tenant, String group, List<Principal> people, Nesting nesting) {
        var members = new ArrayList<Map<String, Object>>();
        people.stream().filter(person -> person.groups().contains(group)).forEach(person ->
                members.add(Map.of("value", ids.get(key(tenant, "Users", person.name())), "type", "User")));
        nesting.around().forEach((inner, outer) -> {
            if (outer.contains(group) && alone.contains(inner)) {
                members.add(Map.of("value", ids.get(key(tenant, "Groups", inner)), "type", "Group"));
            }
        });
        return members;
    }

    private void ensure(String tenant, String kind, String attribute, String name, Map<String, Object> resource) throws IOException, InterruptedException {
        var key = key(tenant, kind, name);
        if (ids.containsKey(key)) {
            return;
        }
        var filter = attribute + " eq " + JSON.writeValueAsString(name);
        var found = ask(tenant, "GET", "/scim/v2/" + kind + "?attributes=id&filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8), null);
        var id = found.at("/Resources/0/id").asText();
        ids.put(key, id.isEmpty() ? ask(tenant, "POST", "/scim/v2/" + kind, resource).path("id").asText() : id);
    }

    private void replace(String tenant, String group, List<Map<String, Object>> members) throws IOException, InterruptedException {
        if (members.equals(held.get(key(tenant, "Groups", group)))) {
            return;
        }
        ask(tenant, "PUT", "/scim/v2/Groups/" + ids.get(key(tenant, "Groups", group)) + "?excludedAttributes=members",
                Map.of("schemas", List.of(GROUP), "displayName", group, "members", members));
        held.put(key(tenant, "Groups", group), members);
    }

    private void patch(String tenant, String group, boolean remove, String person) throws IOException, InterruptedException {
        var operation = remove
                ? Map.of("op", "remove", "path", "members[value eq \"" + person + "\"]")
                : Map.of("op", "add", "path", "members", "value", List.of(Map.of("value", person)));
        held.remove(key(tenant, "Groups", group));
        ask(tenant, "PATCH", "/scim/v2/Groups/" + ids.get(key(tenant, "Groups", group)),
                Map.of("schemas", List.of(PATCH), "Operations", List.of(operation)));
    }

    private JsonNode ask(String tenant, String method, String path, @Nullable Object body) throws IOException, InterruptedException {
        var publisher = body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body));
        var reply = line.send(method, "identity-policy", path,
                Map.of("Authorization", "Bearer " + provisioner(tenant), "Content-Type", "application/scim+json"), publisher);
        if (reply.status() >= 300) {
            throw new IOException("the directory answers %d to %s %s: %s".formatted(reply.status(), method, path, reply.json().path("detail").asText()));
        }
        return reply.json();
    }

    private String provisioner(String tenant) throws IOException, InterruptedException {
        var token = provisioners.get(tenant);
        if (token == null || Duration.between(token.since(), Instant.now()).compareTo(TOKEN_KEPT) > 0) {
            token = new Held(tokens.of(PROVISIONERS.get(tenant)), Instant.now());
            provisioners.put(tenant, token);
        }
        return token.token();
    }

    private static String key(String tenant, String kind, String name) {
        return tenant + "\n" + kind + "\n" + name;
    }

    private static String folded(String name) {
        return Normalizer.normalize(Normalizer.normalize(name, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFKC);
    }
}
