package dev.surety.identity.directory;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Groups in groups.
 *
 * @param around by group, the groups that hold it
 */
record Nesting(Map<UUID, List<UUID>> around) {

    /** Most groups on the way from a group to the outermost one around it, both counted. */
    static final int DEEPEST = 32;

    Nesting {
        around = Map.copyOf(around);
    }

    /** Whether a group is, by whatever detour, inside itself. */
    boolean hasCircle() {
        return depth(around.keySet()) == Integer.MAX_VALUE;
    }

    /** Groups on the longest way outwards from one of these, itself counted; {@link Integer#MAX_VALUE} when a way comes back to where it was. */
    int depth(Collection<UUID> from) {
        var depths = new HashMap<UUID, Integer>();
        var deepest = 0;
        for (var group : from) {
            var depth = depth(group, depths);
            if (depth == Integer.MAX_VALUE) {
                return depth;
            }
            deepest = Math.max(deepest, depth);
        }
        return deepest;
    }

    /** Without recursion of the language: a chain may be as long as a provisioner makes it. */
    private int depth(UUID start, Map<UUID, Integer> depths) {
        Deque<UUID> open = new ArrayDeque<>(List.of(start));
        Set<UUID> onTheWay = new HashSet<>();
        while (!open.isEmpty()) {
            var group = open.peek();
            if (depths.containsKey(group)) {
                open.pop();
                continue;
            }
            var outer = around.getOrDefault(group, List.of());
            if (onTheWay.add(group)) {
                for (var next : outer) {
                    if (onTheWay.contains(next) && !depths.containsKey(next)) {
                        return Integer.MAX_VALUE;
                    }
                    open.push(next);
                }
            } else {
                open.pop();
                depths.put(group, 1 + outer.stream().mapToInt(depths::get).max().orElse(0));
            }
        }
        return depths.get(start);
    }
}
