package dev.surety.identity.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class NestingTest {

    @Test
    void theLongestWayOutIsTheDepth() {
        // 1 is in 2 and in 4; 2 in 3; 3 in 4.
        var nesting = new Nesting(Map.of(id(1), List.of(id(2), id(4)), id(2), List.of(id(3)), id(3), List.of(id(4))));

        assertEquals(List.of(4, 3, 2, 1), List.of(depth(nesting, 1), depth(nesting, 2), depth(nesting, 3), depth(nesting, 4)));
        assertFalse(nesting.hasCircle());
    }

    @Test
    void aGroupLiesInThoseWhosePathsAreAroundItsOwn() {
        var nesting = Nesting.of(List.of(
                new Nesting.Membership(id(1), "oak/north/deep", id(2), "pine"), new Nesting.Membership(id(3), "oak", id(4), "elm"),
                new Nesting.Membership(id(5), "oakum/north", id(4), "elm")));

        assertEquals(List.of(3, 2, 1), List.of(depth(nesting, 1), depth(nesting, 3), depth(nesting, 4)));
        assertEquals(2, depth(nesting, 5));
    }

    @Test
    void aWayBackIsACircleForAllWhoLeadToIt() {
        var nesting = new Nesting(Map.of(id(1), List.of(id(2)), id(2), List.of(id(3)), id(3), List.of(id(2)), id(5), List.of(id(6))));

        assertEquals(List.of(Integer.MAX_VALUE, Integer.MAX_VALUE, 2), List.of(depth(nesting, 1), depth(nesting, 3), depth(nesting, 5)));
        assertTrue(nesting.hasCircle());
    }

    @Test
    void aChainOfAHundredThousandDoesNotExhaustTheStack() {
        var around = new HashMap<UUID, List<UUID>>();
        for (var number = 1; number < 100_000; number++) {
            around.put(id(number), List.of(id(number + 1)));
        }

        assertEquals(100_000, depth(new Nesting(around), 1));
    }

    /** Pairs of small numbers as edges: a circle is what repeated removal of groups that are in none leaves over. */
    @Property
    void circlesAreFoundAndNothingElse(@ForAll @Size(max = 14) List<@IntRange(min = 0, max = 48) Integer> pairs) {
        Map<UUID, List<UUID>> around = new HashMap<>();
        pairs.forEach(pair -> around.computeIfAbsent(id(pair / 7), group -> new ArrayList<>()).add(id(pair % 7)));

        var found = new Nesting(around).hasCircle();

        assertEquals(!canBePeeled(around), found);
    }

    private static boolean canBePeeled(Map<UUID, List<UUID>> around) {
        var left = new HashMap<>(around);
        while (left.entrySet().removeIf(entry -> entry.getValue().stream().noneMatch(left::containsKey))) {}
        return left.isEmpty();
    }

    private static int depth(Nesting nesting, long from) {
        return nesting.depth(List.of(id(from)));
    }

    private static UUID id(long number) {
        return new UUID(0, number);
    }
}
