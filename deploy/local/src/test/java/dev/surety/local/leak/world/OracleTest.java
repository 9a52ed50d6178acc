package dev.surety.local.leak.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.grant.Access;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class OracleTest {

    private static final Oracle ORACLE = new Oracle(Nesting.BY_PATH);
    private static final Principal ANNA = Principal.person("anna", "kestrel", 2, Set.of("leak/atlas/north"));

    @Test
    void aMemberOfAnInnerGroupIsAMemberOfTheGroupsAroundIt() {
        assertTrue(ORACLE.maySee(ANNA, new Access("kestrel", Set.of("group:leak"), Set.of(), 0)));
        assertTrue(ORACLE.maySee(ANNA, new Access("kestrel", Set.of("group:leak/atlas/north"), Set.of(), 2)));
        assertFalse(ORACLE.maySee(ANNA, new Access("kestrel", Set.of("group:leak/atlas/north/pier"), Set.of(), 0)));
        assertFalse(ORACLE.maySee(ANNA, new Access("kestrel", Set.of("group:lea"), Set.of(), 0)));
    }

    @Test
    void aDenialOfAGroupAroundItHolds() {
        assertFalse(ORACLE.maySee(ANNA, new Access("kestrel", Set.of("user:anna"), Set.of("group:leak"), 0)));
        assertFalse(ORACLE.maySee(ANNA, new Access("kestrel", Set.of("public"), Set.of("tenant:kestrel"), 0)));
    }

    @Test
    void anotherTenantsDocumentIsHiddenUnlessItIsPublic() {
        assertFalse(ORACLE.maySee(ANNA, new Access("saltmarsh", Set.of("user:anna", "group:leak"), Set.of(), 0)));
        assertTrue(ORACLE.maySee(ANNA, new Access("saltmarsh", Set.of("public"), Set.of(), 2)));
        assertFalse(ORACLE.maySee(ANNA, new Access("saltmarsh", Set.of("public"), Set.of(), 3)));
    }

    @Test
    void noAllowTagMeansNobodyAndAWildcardIsALetter() {
        assertFalse(ORACLE.maySee(ANNA, new Access("kestrel", Set.of(), Set.of(), 0)));
        assertFalse(ORACLE.maySee(ANNA, new Access("kestrel", Set.copyOf(Forest.NOBODYS), Set.of(), 0)));
        assertTrue(ORACLE.maySee(ANNA, new Access("kestrel", Set.of("user:anna"), Set.copyOf(Forest.NOBODYS), 0)));
    }

    @Test
    void groupsMayLieInSeveralOthersAndInCircles() {
        var nesting = new Nesting(Map.of("leak/atlas", Set.of("crew", "harbour"), "harbour", Set.of("leak/atlas")));

        assertTrue(new Oracle(nesting).maySee(ANNA, new Access("kestrel", Set.of("group:crew"), Set.of(), 0)));
        assertTrue(new Oracle(nesting).maySee(ANNA, new Access("kestrel", Set.of("group:harbour"), Set.of(), 0)));
        assertFalse(new Oracle(nesting).maySee(ANNA, new Access("kestrel", Set.of("group:quay"), Set.of(), 0)));
    }

    @Test
    void worldsHoldBothSeenAndUnseenForEverybody() {
        var library = Library.of(300);
        var state = new WorldMaker(library, RandomGeneratorFactory.of("L64X128MixRandom").create(7), false).draw();

        for (var who : state.principals().stream().filter(principal -> !principal.service()).toList()) {
            var seen = state.documents().values().stream().filter(access -> ORACLE.maySee(who, access)).count();
            assertTrue(seen > 5 && seen < 250, who + " may see " + seen + " of 300");
        }
    }

    @Test
    void theSameSeedGivesTheSameWorld() {
        var library = Library.of(60);

        var one = new WorldMaker(library, RandomGeneratorFactory.of("L64X128MixRandom").create(11), true).draw();
        var other = new WorldMaker(Library.of(60), RandomGeneratorFactory.of("L64X128MixRandom").create(11), true).draw();

        assertEquals(one, other);
    }
}
