package dev.surety.ingestion.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.grant.Access;
import dev.surety.grant.Grant;
import java.time.Instant;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class NarrowingTest {

    @Example
    void openingADocumentChangesNothingUntilItsNewWordsAreThere() {
        var before = new Access("kestrel", Set.of("group:finance"), Set.of(), 2);

        assertEquals(before, Narrowing.of(before, new Access("kestrel", Set.of("public"), Set.of(), 0)));
    }

    @Example
    void closingADocumentHappensAtOnce() {
        var after = new Access("kestrel", Set.of("group:finance"), Set.of("user:frank"), 2);

        assertEquals(after, Narrowing.of(new Access("kestrel", Set.of("public"), Set.of(), 0), after));
    }

    @Property
    void permitsNobodyWhomEitherSideDoesNotPermit(
            @ForAll("accesses") Access before, @ForAll("accesses") Access after, @ForAll("grants") Grant grant) {
        var between = Narrowing.of(before, after);

        assertTrue(!between.permits(grant) || before.permits(grant) && after.permits(grant));
    }

    @Provide
    Arbitrary<Access> accesses() {
        var allow = Arbitraries.of("public", "group:a", "group:b", "user:u").set().ofMaxSize(3);
        var deny = Arbitraries.of("group:a", "group:b", "user:u").set().ofMaxSize(2);
        return Combinators.combine(tenants(), allow, deny, Arbitraries.integers().between(0, 2)).as(Access::new);
    }

    @Provide
    Arbitrary<Grant> grants() {
        var tags = Arbitraries.of("group:a", "group:b", "user:u").set().ofMaxSize(3);
        return Combinators.combine(tenants(), tags, Arbitraries.integers().between(0, 2))
                .as((tenant, held, clearance) -> new Grant("id", "u", tenant, held, clearance, Instant.MAX, Set.of("ingestion"), 0, null));
    }

    private static Arbitrary<String> tenants() {
        return Arbitraries.of("kestrel", "saltmarsh");
    }
}
