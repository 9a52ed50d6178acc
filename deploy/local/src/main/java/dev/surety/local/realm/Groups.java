package dev.surety.local.realm;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The groups of the realm, by their paths. Each carries its path in the attribute {@code group-path}: Keycloak's own group mapper would
 * put a slash before every path in the token. A token so names the groups above a person's group too.
 */
final class Groups {

    private static final String ROOT = "/" + Realm.NAME;

    private final KeycloakAdmin admin;
    private final Map<String, String> idByPath = new HashMap<>();

    Groups(KeycloakAdmin admin) {
        this.admin = admin;
    }

    /** The group's id; the group and those above it are made when they are missing. */
    String idOf(String path) throws IOException, InterruptedException {
        String known = idByPath.get(path);
        if (known != null) {
            return known;
        }
        String siblings = siblings(path);
        String id = find(siblings, path);
        if (id.isEmpty()) {
            admin.post(siblings, Map.of("name", name(path), "attributes", Map.of("group-path", List.of(path))));
            id = find(siblings, path);
        }
        idByPath.put(path, id);
        return id;
    }

    private String siblings(String path) throws IOException, InterruptedException {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? ROOT + "/groups" : ROOT + "/groups/" + idOf(path.substring(0, slash)) + "/children";
    }

    private String find(String siblings, String path) throws IOException, InterruptedException {
        for (JsonNode group : admin.get(siblings + "?max=10000&briefRepresentation=true")) {
            if (group.path("name").asText().equals(name(path))) {
                return group.path("id").asText();
            }
        }
        return "";
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
