package dev.surety.grant;

import static dev.surety.grant.GrantBuilder.aGrant;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // caller: tenant, tags, clearance | document: tenant, allow, deny, clearance | may read it
                "kestrel | group:staff            | 0 | kestrel | group:staff        |                   | 0 | true",
                "kestrel | group:staff user:olive | 0 | kestrel | group:board user:olive |               | 0 | true",
                "kestrel | group:staff            | 0 | kestrel |                    |                   | 0 | false",
                "kestrel | group:staff            | 0 | kestrel | group:board        |                   | 0 | false",
                "harbor  | group:staff            | 0 | kestrel | group:staff        |                   | 0 | false",
                "harbor  |                        | 0 | kestrel | public             |                   | 0 | true",
                "kestrel | group:staff user:olive | 0 | kestrel | group:staff        | user:olive        | 0 | false",
                "harbor  | group:staff            | 0 | kestrel | public             | group:staff       | 0 | false",
                "kestrel | group:staff            | 1 | kestrel | group:staff        |                   | 2 | false",
                "kestrel | group:staff            | 2 | kestrel | group:staff        |                   | 2 | true",
                "harbor  |                        | 0 | kestrel | public             |                   | 1 | false",
                // Tags are compared whole, letter by letter.
                "kestrel | group:staff            | 0 | kestrel | group:Staff        |                   | 0 | false",
                "kestrel | group:staff/finance    | 0 | kestrel | group:staff        |                   | 0 | false",
                "kestrel | user:public            | 0 | kestrel | group:public       |                   | 0 | false",
            })
    void ruleOfTheProduct(
            String callersTenant, String tags, int clearance, String tenant, String allow, String deny, int needed, boolean permitted) {
        var grant = aGrant().of(callersTenant).tagged(words(tags)).clearedTo(clearance).build();

        var access = new Access(tenant, words(allow), words(deny), needed);

        assertEquals(permitted, access.permits(grant));
    }

    @Test
    void whatIsNegativeOrNullIsNoAccess() {
        var withNull = new HashSet<String>();
        withNull.add(null);

        assertThrows(IllegalArgumentException.class, () -> new Access("kestrel", Set.of(), Set.of(), -1));
        assertThrows(NullPointerException.class, () -> new Access(null, Set.of(), Set.of(), 0));
        assertThrows(NullPointerException.class, () -> new Access("kestrel", withNull, Set.of(), 0));
    }

    @Property
    void permittedIsWhatTheRuleSays(@ForAll("accesses") Access access, @ForAll("grants") Grant grant) {
        var permitted = access.permits(grant);

        assertEquals(restated(access, grant), permitted);
        // Both endings have to turn up often, or the property says little.
        Statistics.label("permitted").collect(permitted).coverage(seen -> {
            seen.check(true).percentage(share -> share > 5);
            seen.check(false).percentage(share -> share > 20);
        });
    }

    @Property
    void anotherDenyTagNeverGrants(@ForAll("accesses") Access access, @ForAll("grants") Grant grant, @ForAll("tags") String tag) {
        Assume.that(!access.permits(grant));

        var denying = new HashSet<>(access.deny());
        denying.add(tag);

        assertFalse(new Access(access.tenant(), access.allow(), denying, access.clearance()).permits(grant));
    }

    @Property
    void oneAllowTagLessNeverGrants(@ForAll("accesses") Access access, @ForAll("grants") Grant grant, @ForAll("tags") String tag) {
        Assume.that(!access.permits(grant));

        var allowing = new HashSet<>(access.allow());
        allowing.remove(tag);

        assertFalse(new Access(access.tenant(), allowing, access.deny(), access.clearance()).permits(grant));
    }

    @Property
    void lowerClearanceNeverGrants(@ForAll("accesses") Access access, @ForAll("grants") Grant grant, @ForAll @IntRange(max = 3) int lower) {
        Assume.that(lower <= grant.clearance() && !access.permits(grant));

        var lowered = aGrant().of(grant.tenant()).tagged(grant.tags()).clearedTo(lower).build();

        assertFalse(access.permits(lowered));
    }

    @Property
    void withoutAllowTagNobodyReads(@ForAll("accesses") Access access, @ForAll("grants") Grant grant) {
        var closed = new Access(access.tenant(), Set.of(), access.deny(), access.clearance());

        assertFalse(closed.permits(grant));
    }

    @Property
    void equalEntitlementsSeeEqualDocuments(@ForAll("grants") Grant one, @ForAll("grants") Grant other, @ForAll("accesses") Access access) {
        var sameRights = one.tenant().equals(other.tenant()) && one.clearance() == other.clearance() && one.tags().equals(other.tags());

        assertEquals(sameRights, one.entitlements().equals(other.entitlements()));
        assertTrue(!sameRights || access.permits(one) == access.permits(other));
    }

    /** The rule of the architecture page once more, one refusal after the other, without the words of the code. */
    private static boolean restated(Access document, Grant caller) {
        for (var tag : document.deny()) {
            if (caller.tags().contains(tag)) {
                return false;
            }
        }
        if (caller.clearance() < document.clearance()) {
            return false;
        }
        for (var tag : document.allow()) {
            if (tag.equals("public") || (caller.tags().contains(tag) && caller.tenant().equals(document.tenant()))) {
                return true;
            }
        }
        return false;
    }

    @Provide
    Arbitrary<String> tags() {
        return Arbitraries.of("user:olive", "user:omar", "group:staff", "group:finance", "tenant:kestrel");
    }

    @Provide
    Arbitrary<Access> accesses() {
        var allow = Arbitraries.of("user:olive", "group:staff", "group:finance", "tenant:kestrel", "public").set().ofMaxSize(3);
        return Combinators.combine(tenants(), allow, tags().set().ofMaxSize(1), Arbitraries.integers().between(0, 3)).as(Access::new);
    }

    @Provide
    Arbitrary<Grant> grants() {
        return Combinators.combine(tenants(), tags().set().ofMaxSize(4), Arbitraries.integers().between(0, 3))
                .as((tenant, tags, clearance) -> aGrant().of(tenant).tagged(tags).clearedTo(clearance).build());
    }

    private static Arbitrary<String> tenants() {
        return Arbitraries.of("kestrel", "harbor");
    }

    private static Set<String> words(String spaced) {
        return spaced == null ? Set.of() : Set.of(spaced.split(" "));
    }
}
