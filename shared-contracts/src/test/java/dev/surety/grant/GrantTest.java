package dev.surety.grant;

import static dev.surety.grant.GrantBuilder.aGrant;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class GrantTest {

    @Test
    void entitlementsDoNotDependOnWhoHoldsThemOrForHowLong() {
        var grant = aGrant().tagged("user:olive", "group:staff").clearedTo(1).build();

        var renewed = new Grant("g-2", "olive", "kestrel", Set.of("group:staff", "user:olive"), 1, Instant.parse("2026-11-24T11:00:00Z"), Set.of(), 9, null);

        assertEquals(grant.entitlements(), renewed.entitlements());
    }

    /** What is cached for one caller is served to all with the same fingerprint: no name may be made up to look like somebody else's rights. */
    @Property
    void namesThatAreRunTogetherAreOtherRights(@ForAll("words") String one, @ForAll("words") String other, @ForAll("separators") String separator) {
        Assume.that(!one.equals(other));
        var joined = one + separator + other;

        var fingerprints = Stream.of(
                        aGrant().of("kestrel").tagged(one, other),
                        aGrant().of("kestrel").tagged(joined),
                        aGrant().of("kestrel" + separator + "0" + separator + one).tagged(other),
                        aGrant().of("kestrel").tagged("0" + separator + joined),
                        aGrant().of("kestrel" + separator + "0").tagged(one, other))
                .map(grant -> grant.build().entitlements())
                .distinct()
                .count();

        assertEquals(5, fingerprints);
    }

    @Test
    void onlyATagOfAServiceMakesAService() {
        var person = aGrant().tagged("user:service:ingestion", "group:service").build();
        var service = aGrant().tagged("service:ingestion").build();

        assertEquals(false, person.isService());
        assertEquals(true, service.isService());
    }

    @Test
    void textTellsNoTag() {
        var grant = aGrant().tagged("group:finance").build();

        assertEquals("Grant[g-1, 1 tags, until 2026-11-24T10:01:00Z]", grant.toString());
    }

    @Test
    void negativeEpochIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> aGrant().ofEpoch(-1).build());
    }

    @Test
    void equalTagsHaveEqualDigestsInWhateverOrder() {
        var one = Tags.of(List.of("group:a", "group:b", "user:olive"));
        var other = Tags.of(List.of("user:olive", "group:b", "group:a"));

        assertEquals(one.digest(), other.digest());
        assertEquals(Set.of("group:a", "group:b", "user:olive"), one);
        assertEquals("3 tags", one.toString());
    }

    @Test
    void negativeClearanceIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> aGrant().clearedTo(-1).build());
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.strings().withChars("a0:\n,|").ofMinLength(1).ofMaxLength(4);
    }

    @Provide
    Arbitrary<String> separators() {
        return Arbitraries.of("\n", ":", ",", "|", "\u0000", "\n0\n", "");
    }
}
