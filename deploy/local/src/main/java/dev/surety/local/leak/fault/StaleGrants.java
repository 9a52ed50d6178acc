package dev.surety.local.leak.fault;

import dev.surety.local.leak.way.StaleGrant;
import dev.surety.local.leak.world.Document;
import dev.surety.local.leak.world.Move;
import dev.surety.local.leak.world.Principal;
import dev.surety.local.leak.world.Verdict;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Set;

/**
 * Grants are held while their owners leave all their groups, of which the directory keeps at least one, and used once that must hold: they are refused, or show
 * nothing that was lost.
 */
final class StaleGrants implements Fault {

    private static final int PEOPLE = 6;
    private static final int DOCUMENTS = 40;

    @Override
    public String name() {
        return "stale-grants";
    }

    @Override
    public void play(Scene scene) throws IOException, InterruptedException {
        var grants = new HashMap<Principal, String>();
        var before = new HashMap<Principal, List<Document>>();
        for (var name : scene.world().names()) {
            var who = scene.world().principal(name);
            if (grants.size() < PEOPLE && scene.passes().outdates(who, who.in(Set.of()))) {
                grants.put(who, scene.passes().freshGrant(who));
                before.put(who, visible(scene, who));
            }
        }
        for (var who : grants.keySet()) {
            scene.make(new Move.Moved(who.in(Set.of())));
        }
        scene.awaitBound();
        scene.say("%d grants are older than what their owners lost".formatted(grants.size()));
        var shots = 0;
        for (var held : grants.entrySet()) {
            var lost = before.get(held.getKey()).stream()
                    .filter(document -> scene.world().verdict(held.getKey().name(), document) == Verdict.HIDDEN)
                    .limit(DOCUMENTS)
                    .toList();
            if (!lost.isEmpty()) {
                shots++;
                scene.shoot(new StaleGrant(scene.line(), held.getValue()), held.getKey().name(), lost);
            }
        }
        if (shots == 0) {
            throw new IOException("nobody lost a document with their groups: the fault tested nothing");
        }
        scene.shoot(1);
    }

    private static List<Document> visible(Scene scene, Principal who) {
        return scene.world().library().documents().stream()
                .filter(document -> scene.world().verdict(who.name(), document) == Verdict.VISIBLE)
                .toList();
    }
}
