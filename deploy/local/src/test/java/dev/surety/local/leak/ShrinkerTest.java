package dev.surety.local.leak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.local.leak.world.Library;
import dev.surety.local.leak.world.World;
import dev.surety.local.leak.world.WorldMaker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShrinkerTest {

    private static final int LEAKED = 17;
    private static final int PARTNER = 41;
    private static final World.State WORLD = new WorldMaker(Library.of(60), RandomGeneratorFactory.of("L64X128MixRandom").create(3), true).draw();
    private static final Case WHOLE = new Case(3, "lexical", "leak-kestrel-01", List.of(4, LEAKED, PARTNER), LEAKED, WORLD, WORLD);

    private static boolean holds(Case one, int... documents) {
        var numbers = one.now().documents().keySet();
        return Arrays.stream(documents).allMatch(numbers::contains);
    }

    @Test
    void everythingThatTheLeakDoesNotNeedIsLeftOut() throws Exception {
        var smallest = new Shrinker(one -> holds(one, LEAKED), 10_000).shrink(WHOLE);

        assertEquals(Set.of(LEAKED), smallest.now().documents().keySet());
        assertEquals(List.of(LEAKED), smallest.aimed());
        assertEquals(null, smallest.earlier());
        assertEquals(List.of("leak-kestrel-01"), smallest.now().principals().stream().map(Object::toString).toList());
        assertEquals(Set.of(), smallest.now().principals().getFirst().groups());
    }

    @Test
    void whatItNeedsStays() throws Exception {
        var smallest = new Shrinker(
                        one -> holds(one, LEAKED, PARTNER)
                                && one.now().principals().stream().anyMatch(principal -> principal.name().equals("leak-saltmarsh-02"))
                                && one.earlier() != null,
                        10_000)
                .shrink(WHOLE);

        assertEquals(Set.of(LEAKED, PARTNER), smallest.now().documents().keySet());
        assertEquals(
                Set.of("leak-kestrel-01", "leak-saltmarsh-02"),
                smallest.now().principals().stream().map(Object::toString).collect(Collectors.toSet()));
        assertTrue(smallest.earlier() != null);
    }

    @Test
    void aCaseThatNothingSmallerLeaksForStaysAsItIs() throws Exception {
        assertSame(WHOLE, new Shrinker(one -> false, 10_000).shrink(WHOLE));
    }

    @Test
    void theStackIsAskedNoMoreOftenThanAllowed() throws Exception {
        var tries = new int[1];

        new Shrinker(one -> ++tries[0] > 0 && holds(one, LEAKED), 5).shrink(WHOLE);

        assertEquals(5, tries[0]);
    }

    @Test
    void aCaseIsReadAsItWasWritten(@TempDir Path folder) throws IOException {
        WHOLE.write(folder.resolve("case.json"));

        assertEquals(WHOLE, Case.read(folder.resolve("case.json")));
    }
}
