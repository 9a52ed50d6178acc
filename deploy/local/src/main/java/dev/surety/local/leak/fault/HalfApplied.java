package dev.surety.local.leak.fault;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.surety.grant.Access;
import dev.surety.local.leak.world.Document;
import dev.surety.local.leak.world.Move;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A change of access reaches some of a document's chunks and not all, as when a bulk request fails in the middle: the document counts as closed. */
final class HalfApplied implements Fault {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int DOCUMENTS = 20;
    private static final int TWO_CHUNKS = 2;

    @Override
    public String name() {
        return "half-applied";
    }

    @Override
    public boolean isInTheIndexAlone() {
        return true;
    }

    @Override
    public void play(Scene scene) throws IOException, InterruptedException {
        var before = new LinkedHashMap<Document, Access>();
        for (var document : scene.world().library().documents()) {
            var access = scene.world().access(document);
            if (before.size() < DOCUMENTS && document.chunks() == TWO_CHUNKS && access.isPresent()) {
                before.put(document, access.get());
            }
        }
        for (var document : before.keySet()) {
            var closed = new Move.AccessChanged(document, new Access(before.get(document).tenant(), Set.of(), Set.of(), 0));
            scene.world().begin(closed);
            // By turns the first chunk and the second: neither may be the one that decides.
            write(scene, document, document.number() / TWO_CHUNKS % TWO_CHUNKS, closed.access());
            scene.world().done(closed);
        }
        scene.say("%d documents are half closed".formatted(before.size()));
        scene.awaitBound();
        scene.shoot(1);
        for (var document : before.keySet()) {
            var again = new Move.AccessChanged(document, before.get(document));
            scene.world().begin(again);
            for (var ordinal = 0; ordinal < TWO_CHUNKS; ordinal++) {
                write(scene, document, ordinal, before.get(document));
            }
            scene.world().done(again);
        }
    }

    private static void write(Scene scene, Document document, int ordinal, Access access) throws IOException, InterruptedException {
        var fields = Map.of(
                "tenant", access.tenant(),
                "allow", access.allow().stream().sorted().toList(),
                "deny", access.deny().stream().sorted().toList(),
                "clearance", access.clearance());
        var reply = scene.line().send("POST", "opensearch", "/surety-live-%s/_update/%s:%d?refresh=true".formatted(document.index(), document.id(), ordinal),
                Map.of(), HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(Map.of("doc", fields))));
        if (reply.status() != 200) {
            throw new IOException("OpenSearch does not take the change of a chunk (status " + reply.status() + "): nothing was tested");
        }
    }
}
