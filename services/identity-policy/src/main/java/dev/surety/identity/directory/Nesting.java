package dev.surety.identity.directory;

import java.util.ArrayDeque;
import java.util.ArrayList;
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

    /** A group that is a member of another. */
    record Membership(UUID member, String memberName, UUID group, String groupName) {}

    /** By membership, and by path: a group also lies in those of these groups whose names are paths around its own. */
    static Nesting of(Collection<Membership> memberships) {
        var named = new HashMap<String, UUID>();
        var around = new HashMap<UUID, List<UUID>>();
        for (var membership : memberships) {
            named.put(membership.memberName(), membership.member());
            named.put(membership.groupName(), membership.group());
            around.computeIfAbsent(membership.member(), member -> new ArrayList<>()).add(membership.group());
        }
        named.forEach((name, group) -> {
            for (var slash = name.lastIndexOf('/'); slash > 0; slash = name.lastIndexOf('/', slash - 1)) {
                var outer = named.get(name.substring(0, slash));
                if (outer != null) {
                    around.computeIfAbsent(group, member -> new ArrayList<>()).add(outer);
                }
            }
        });
        return new Nesting(around);
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
