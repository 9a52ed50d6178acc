package dev.surety.local.leak.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.surety.local.leak.stack.Reply;
import dev.surety.local.leak.world.Library;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Another copy of an index goes live while everybody aims. The product builds no second release yet and refuses to promote one that is not live, so the switch
 * is made where it would be made: the alias in OpenSearch is moved, at once, to a copy that was made a moment before, and back.
 */
final class ReleaseSwitch implements Fault {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> OF_THE_INDEX = List.of("creation_date", "uuid", "provided_name", "version");
    private static final String COPY = "-copy";
    private static final int CHANGES = 30;

    @Override
    public String name() {
        return "release-switch";
    }

    @Override
    public void play(Scene scene) throws IOException, InterruptedException {
        var originals = new HashMap<String, String>();
        for (var index : Library.INDEXES) {
            originals.put(index, live(scene, index));
        }
        try {
            for (var index : Library.INDEXES) {
                var original = originals.get(index);
                copy(scene, original, original + COPY);
                point(scene, index, original, original + COPY);
                scene.say("another copy of %s is live".formatted(index));
                scene.shoot(0.2);
            }
            // Access that changes from now on has to change in the copies.
            for (var number = 0; number < CHANGES; number++) {
                scene.make(scene.move());
            }
            scene.awaitBound();
            scene.shoot(0.2);
        } finally {
            // What changed meanwhile changed in the copy: it is brought back before the alias is.
            for (var index : Library.INDEXES) {
                var original = originals.get(index);
                if (live(scene, index).equals(original + COPY)) {
                    ask(scene, "POST", "/" + original + "/_delete_by_query?refresh=true", Map.of("query", Map.of("match_all", Map.of())));
                    ask(scene, "POST", "/_reindex?refresh=true", Map.of("source", Map.of("index", original + COPY), "dest", Map.of("index", original)));
                    point(scene, index, original + COPY, original);
                }
                drop(scene, original + COPY);
            }
        }
        scene.say("the first copies are live again");
        scene.shoot(0.2);
    }

    private static String live(Scene scene, String index) throws IOException, InterruptedException {
        return ask(scene, "GET", "/_alias/surety-live-" + index, Map.of()).fieldNames().next();
    }

    private static void copy(Scene scene, String from, String to) throws IOException, InterruptedException {
        drop(scene, to);
        var made = (ObjectNode) ask(scene, "GET", "/" + from, Map.of()).path(from).deepCopy();
        made.remove("aliases");
        var settings = (ObjectNode) made.at("/settings/index");
        OF_THE_INDEX.forEach(settings::remove);
        ask(scene, "PUT", "/" + to, made);
        ask(scene, "POST", "/_reindex?refresh=true", Map.of("source", Map.of("index", from), "dest", Map.of("index", to)));
    }

    private static void point(Scene scene, String index, String from, String to) throws IOException, InterruptedException {
        var alias = "surety-live-" + index;
        ask(scene, "POST", "/_aliases", Map.of("actions", List.of(
                Map.of("remove", Map.of("index", from, "alias", alias)), Map.of("add", Map.of("index", to, "alias", alias)))));
    }

    private static void drop(Scene scene, String index) throws IOException, InterruptedException {
        ask(scene, "DELETE", "/" + index + "?ignore_unavailable=true", Map.of());
    }

    private static JsonNode ask(Scene scene, String method, String path, Object body) throws IOException, InterruptedException {
        var publisher = method.equals("GET") || method.equals("DELETE")
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body));
        Reply reply = scene.line().send(method, "opensearch", path, Map.of(), publisher);
        if (reply.status() >= 300) {
            throw new IOException("OpenSearch answers %d to %s %s: nothing was tested".formatted(reply.status(), method, path));
        }
        return reply.json();
    }
}
