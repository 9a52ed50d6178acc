package dev.surety.local.leak;

import dev.surety.grant.Access;
import dev.surety.local.leak.world.Principal;
import dev.surety.local.leak.world.World;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes a leaking case smaller as long as it still leaks: less of everything, large cuts first. */
final class Shrinker {

    private final Trial trial;
    private int left;

    /** @param tries how often the stack may be asked */
    Shrinker(Trial trial, int tries) {
        this.trial = trial;
        this.left = tries;
    }

    /** Whether a case leaks. */
    @FunctionalInterface
    interface Trial {

        boolean leaks(Case one) throws IOException, InterruptedException;
    }

    /** The smallest case that was found to leak; the given one when nothing smaller does. */
    Case shrink(Case whole) throws IOException, InterruptedException {
        var smallest = whole;
        for (var smaller = step(smallest); smaller != smallest; smaller = step(smallest)) {
            smallest = smaller;
        }
        return smallest;
    }

    private Case step(Case current) throws IOException, InterruptedException {
        for (var candidate : candidates(current)) {
            if (left-- <= 0) {
                return current;
            }
            if (trial.leaks(candidate)) {
                return candidate;
            }
        }
        return current;
    }

    private static List<Case> candidates(Case current) {
        var candidates = new ArrayList<Case>();
        if (current.earlier() != null) {
            candidates.add(current.withEarlier(null));
        }
        if (current.aimed().size() > 1) {
            candidates.add(current.aimedAt(List.of(current.leaked())));
        }
        var others = current.now().documents().keySet().stream().filter(number -> number != current.leaked()).sorted().toList();
        for (var size = others.size(); size > 0; size /= 2) {
            for (var from = 0; from < others.size(); from += size) {
                candidates.add(withoutDocuments(current, others.subList(from, Math.min(others.size(), from + size))));
            }
        }
        var rest = current.now().principals().stream().filter(principal -> !principal.name().equals(current.who())).toList();
        for (var size = rest.size(); size > 0; size /= 2) {
            for (var from = 0; from < rest.size(); from += size) {
                candidates.add(withoutPrincipals(current, rest.subList(from, Math.min(rest.size(), from + size))));
            }
        }
        for (var principal : current.now().principals()) {
            for (var group : principal.groups()) {
                candidates.add(withPrincipal(current, principal.in(without(principal.groups(), group))));
            }
        }
        var access = current.now().documents().get(current.leaked());
        if (access != null) {
            access.allow().stream().sorted().forEach(tag -> candidates.add(withAccess(
                    current, new Access(access.tenant(), without(access.allow(), tag), access.deny(), access.clearance()))));
            access.deny().stream().sorted().forEach(tag -> candidates.add(withAccess(
                    current, new Access(access.tenant(), access.allow(), without(access.deny(), tag), access.clearance()))));
            if (access.clearance() > 0) {
                candidates.add(withAccess(current, new Access(access.tenant(), access.allow(), access.deny(), 0)));
            }
        }
        return candidates;
    }

    private static Case withoutDocuments(Case current, List<Integer> dropped) {
        var kept = new HashMap<>(current.now().documents());
        dropped.forEach(kept::remove);
        var aimed = current.aimed().stream().filter(number -> !dropped.contains(number)).toList();
        return current.aimedAt(aimed.isEmpty() ? List.of(current.leaked()) : aimed).in(state(current, kept, current.now().principals()));
    }

    private static Case withoutPrincipals(Case current, List<Principal> dropped) {
        return current.in(state(current, current.now().documents(),
                current.now().principals().stream().filter(principal -> !dropped.contains(principal)).toList()));
    }

    private static Case withPrincipal(Case current, Principal other) {
        return current.in(state(current, current.now().documents(),
                current.now().principals().stream().map(one -> one.name().equals(other.name()) ? other : one).toList()));
    }

    private static Case withAccess(Case current, Access other) {
        var documents = new HashMap<>(current.now().documents());
        documents.put(current.leaked(), other);
        return current.in(state(current, documents, current.now().principals()));
    }

    private static World.State state(Case current, Map<Integer, Access> documents, List<Principal> principals) {
        return new World.State(documents, principals, current.now().nesting());
    }

    private static Set<String> without(Set<String> tags, String tag) {
        var rest = new HashSet<>(tags);
        rest.remove(tag);
        return rest;
    }
}
