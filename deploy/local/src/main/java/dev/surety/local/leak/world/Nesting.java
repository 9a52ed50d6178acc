package dev.surety.local.leak.world;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which groups lie in which. A group lies in those above it in its path, and in any others that are named here.
 *
 * @param around groups that directly contain the key, beside the one above it in its path
 */
public record Nesting(Map<String, Set<String>> around) {

    /** Paths say it all. */
    public static final Nesting BY_PATH = new Nesting(Map.of());

    public Nesting {
        around = Map.copyOf(around);
    }

    /** Whether a member of the inner group is a member of the outer one. */
    boolean contains(String outer, String inner) {
        return allAround(inner).contains(outer);
    }

    /** The group itself and all that it lies in. */
    Set<String> allAround(String inner) {
        var seen = new HashSet<String>();
        var open = new ArrayDeque<String>();
        open.add(inner);
        while (!open.isEmpty()) {
            var group = open.remove();
            if (seen.add(group)) {
                var slash = group.lastIndexOf('/');
                if (slash > 0) {
                    open.add(group.substring(0, slash));
                }
                open.addAll(around.getOrDefault(group, Set.of()));
            }
        }
        return seen;
    }
}
