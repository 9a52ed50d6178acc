package dev.surety.identity.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {

    @ParameterizedTest
    @CsvSource({"Alice, alice", "\uff21lice, alice", "weiß, WEISS", "weiẞ, weiss", "jose\u0301, jos\u00e9", "\ufb01nance, finance", "\u2163, iv", "\u212a, k"})
    void caseWidthAndCompositionAreNoDifference(String one, String other) {
        assertEquals(Names.folded(one), Names.folded(other));
    }

    @ParameterizedTest
    @CsvSource({"аlice, alice", "alice, al1ce", "a.b, a-b", "rn, m"})
    void whatMerelyLooksAlikeIsAnother(String one, String other) {
        assertNotEquals(Names.folded(one), Names.folded(other));
    }

    @Test
    void aGroupsNameIsAPathOfNames() {
        assertEquals(true, Names.isGroup("engineering/platform, \"old\" *"));
        assertEquals(false, Names.isGroup("/engineering"));
        assertEquals(false, Names.isGroup("a".repeat(201)));
    }

    @Test
    void everyLetterFoldsToAnEnd() {
        var open = IntStream.rangeClosed(Character.MIN_CODE_POINT, Character.MAX_CODE_POINT)
                .mapToObj(Character::toString)
                .filter(letter -> !Names.folded(Names.folded(letter)).equals(Names.folded(letter)))
                .toList();

        assertEquals(List.of(), open);
    }

    @Property
    void foldingTwiceIsFoldingOnce(@ForAll String name) {
        var once = Names.folded(name);

        assertEquals(once, Names.folded(once));
    }
}
