package dev.surety.local.realm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.surety.local.state.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Creates and updates the people of a {@code users.yaml} in Keycloak. */
public final class People {

    private static final String ROOT = "/" + Realm.NAME;

    private final Site site;

    public People(Site site) {
        this.site = site;
    }

    /**
     * What was done.
     *
     * @param created   people who got a login
     * @param updated   people whose name, groups, tenant or clearance changed
     * @param unchanged people who were as the file says
     * @param noLogin   principals without a tenant, who get none
     */
    public record Loaded(int created, int updated, int unchanged, int noLogin) {}

    private enum Change { CREATED, UPDATED, UNCHANGED }

    /** Makes Keycloak agree with the file. People who are not in it are left alone: several files may share a realm. */
    public Loaded load(Path usersYaml) throws IOException, InterruptedException {
        return load(Person.read(usersYaml));
    }

    /** Makes Keycloak agree with these people; others are left alone. */
    public Loaded load(List<Person> people) throws IOException, InterruptedException {
        KeycloakAdmin admin = KeycloakAdmin.signIn(site.url("keycloak"), site.secrets().keycloakAdminPassword());
        var groups = new Groups(admin);
        var counts = new HashMap<Change, Integer>();
        for (Person person : people) {
            if (person.hasLogin()) {
                counts.merge(load(admin, groups, person), 1, Integer::sum);
            }
        }
        return new Loaded(counts.getOrDefault(Change.CREATED, 0), counts.getOrDefault(Change.UPDATED, 0),
                counts.getOrDefault(Change.UNCHANGED, 0), (int) people.stream().filter(person -> !person.hasLogin()).count());
    }

    private Change load(KeycloakAdmin admin, Groups groups, Person person) throws IOException, InterruptedException {
        JsonNode user = find(admin, person);
        boolean isNew = user.isMissingNode();
        if (isNew) {
            admin.post(ROOT + "/users", newUser(person));
            user = find(admin, person);
        }
        String id = user.path("id").asText();
        boolean changed = !isNew && !agrees(user, person);
        if (changed) {
            admin.put(ROOT + "/users/" + id, user(person));
        }
        changed |= join(admin, groups, id, person);
        return isNew ? Change.CREATED : changed ? Change.UPDATED : Change.UNCHANGED;
    }

    private static JsonNode find(KeycloakAdmin admin, Person person) throws IOException, InterruptedException {
        return admin.get(ROOT + "/users?exact=true&briefRepresentation=false&username=" + KeycloakAdmin.encoded(person.id())).path(0);
    }

    private Map<String, Object> newUser(Person person) {
        var user = new HashMap<>(user(person));
        user.put("credentials", List.of(Map.of("type", "password", "value", site.secrets().demoPassword(), "temporary", false)));
        return user;
    }

    private static Map<String, Object> user(Person person) {
        return Map.of(
                "username", person.id(),
                "enabled", true,
                "firstName", person.firstName(),
                "lastName", person.lastName(),
                "attributes", Map.of(
                        "tenant", List.of(person.tenant()),
                        "clearance", List.of(Integer.toString(person.clearance()))));
    }

    private static boolean agrees(JsonNode user, Person person) {
        return user.path("enabled").asBoolean()
                && user.path("firstName").asText().equals(person.firstName())
                && user.path("lastName").asText().equals(person.lastName())
                && user.path("attributes").path("tenant").path(0).asText().equals(person.tenant())
                && user.path("attributes").path("clearance").path(0).asText().equals(Integer.toString(person.clearance()));
    }

    /** Joins the groups that are missing and leaves those that are too many. */
    private static boolean join(KeycloakAdmin admin, Groups groups, String user, Person person) throws IOException, InterruptedException {
        Set<String> wanted = new TreeSet<>();
        for (String path : person.groups()) {
            wanted.add(groups.idOf(path));
        }
        Set<String> current = new TreeSet<>();
        admin.get(ROOT + "/users/" + user + "/groups?max=1000").forEach(group -> current.add(group.path("id").asText()));
        for (String group : wanted) {
            if (!current.contains(group)) {
                admin.put(ROOT + "/users/" + user + "/groups/" + group, Map.of());
            }
        }
        for (String group : current) {
            if (!wanted.contains(group)) {
                admin.delete(ROOT + "/users/" + user + "/groups/" + group);
            }
        }
        return !wanted.equals(current);
    }
}
