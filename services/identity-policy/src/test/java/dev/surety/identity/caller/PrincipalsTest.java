package dev.surety.identity.caller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.contract.ClearanceSource;
import dev.surety.contract.Contract;
import dev.surety.contract.GroupSource;
import dev.surety.contract.UnknownPeople;
import dev.surety.identity.directory.Entry;
import dev.surety.identity.directory.Standing;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whose word holds, for every word of the contract. */
class PrincipalsTest {

    private static final Instant END = Instant.ofEpochSecond(1_800_000_000);
    private static final Claimed.Groups BY_TOKEN = new Claimed.Groups.Named(Set.of("group:sales"));
    private static final Claimed.Groups ELSEWHERE = new Claimed.Groups.Elsewhere();

    @ParameterizedTest
    @CsvSource({"DIRECTORY, group:people group:people/leads", "TOKEN, group:sales", "BOTH, group:people group:people/leads group:sales"})
    void groupsAreWhoseTheContractSays(GroupSource source, String expected) {
        var caller = Principals.person(carol(BY_TOKEN), known("carol", true, OptionalInt.of(2)), rules(source, ClearanceSource.TOKEN, UnknownPeople.REFUSE));

        assertEquals(person("carol", Set.of(expected.split(" ")), 3), caller);
    }

    @ParameterizedTest
    @CsvSource({"DIRECTORY, group:people group:people/leads", "BOTH, group:people group:people/leads group:sales group:trade group:trade/all"})
    void whoIsInAGroupByTheTokenIsInTheGroupsAroundItUnlessTheDirectoryHasTheWord(GroupSource source, String expected) {
        var leads = new Standing.Known(new UUID(0, 1), "carol", true, OptionalInt.empty(), Set.of("people/leads"));
        var entry = new Entry(4, leads, Set.of("sales", "trade/all"));

        var caller = Principals.person(carol(BY_TOKEN), entry, rules(source, ClearanceSource.TOKEN, UnknownPeople.REFUSE));

        assertEquals(person("carol", Set.of(expected.split(" ")), 3), caller);
    }

    @ParameterizedTest
    @CsvSource({"DIRECTORY, 2, 2", "DIRECTORY, , 0", "TOKEN, 2, 3", "TOKEN, 9, 3", "LOWER, 2, 2", "LOWER, 9, 3", "LOWER, , 3"})
    void theClearanceIsWhoseTheContractSays(ClearanceSource source, Integer inDirectory, int expected) {
        var said = inDirectory == null ? OptionalInt.empty() : OptionalInt.of(inDirectory);

        var caller = Principals.person(carol(BY_TOKEN), known("carol", true, said), rules(GroupSource.TOKEN, source, UnknownPeople.REFUSE));

        assertEquals(person("carol", Set.of("group:sales"), expected), caller);
    }

    @ParameterizedTest
    @EnumSource(GroupSource.class)
    void whomTheDirectorySwitchedOffOrForgotIsRefusedWhateverTheContractSays(GroupSource source) {
        var rules = rules(source, ClearanceSource.TOKEN, UnknownPeople.TOKEN);

        refused(ProblemType.PERSON_REFUSED, carol(BY_TOKEN), known("carol", false, OptionalInt.empty()), rules);
        refused(ProblemType.PERSON_REFUSED, carol(BY_TOKEN), new Entry(4, new Standing.Departed(), Set.of()), rules);
    }

    @Test
    void whomTheDirectoryNeverHeldIsTakenByTheTokenOrRefused() {
        var unknown = new Entry(4, new Standing.Unknown(), Set.of("sales", "trade/all"));

        var caller = Principals.person(carol(BY_TOKEN), unknown, rules(GroupSource.DIRECTORY, ClearanceSource.DIRECTORY, UnknownPeople.TOKEN));

        assertEquals(person("carol", Set.of("group:sales", "group:trade", "group:trade/all"), 3), caller);
        refused(ProblemType.PERSON_REFUSED, carol(BY_TOKEN), unknown, rules(GroupSource.TOKEN, ClearanceSource.TOKEN, UnknownPeople.REFUSE));
    }

    @ParameterizedTest
    @EnumSource(value = GroupSource.class, names = {"DIRECTORY", "BOTH"})
    void groupsThatTheTokenLeavesOutAreTheDirectorys(GroupSource source) {
        var caller = Principals.person(carol(ELSEWHERE), known("carol", true, OptionalInt.empty()), rules(source, ClearanceSource.TOKEN, UnknownPeople.TOKEN));

        assertEquals(person("carol", Set.of("group:people", "group:people/leads"), 3), caller);
    }

    @Test
    void groupsThatTheTokenLeavesOutAndNobodyMayAskForRefuseThePerson() {
        refused(
                ProblemType.GROUPS_UNKNOWN, carol(ELSEWHERE), known("carol", true, OptionalInt.empty()),
                rules(GroupSource.TOKEN, ClearanceSource.TOKEN, UnknownPeople.TOKEN));
        refused(
                ProblemType.GROUPS_UNKNOWN, carol(ELSEWHERE), new Entry(4, new Standing.Unknown(), Set.of()),
                rules(GroupSource.BOTH, ClearanceSource.TOKEN, UnknownPeople.TOKEN));
    }

    @Test
    void thePersonIsNamedAsTheDirectorySpellsAndHasTheTagsOfBothSpellings() {
        var caller = Principals.person(carol(BY_TOKEN), known("Carol", true, OptionalInt.empty()), rules(GroupSource.TOKEN, ClearanceSource.TOKEN, UnknownPeople.TOKEN));

        assertEquals("Carol", caller.subject());
        assertEquals(Set.of("user:Carol", "user:carol", "tenant:kestrel", "group:sales"), caller.tags());
    }

    @Test
    void aNameThatOnlyLooksLikeTheDirectorysIsNobodys() {
        refused(
                ProblemType.PERSON_REFUSED, carol(BY_TOKEN), known("\uff43arol", true, OptionalInt.empty()),
                rules(GroupSource.TOKEN, ClearanceSource.TOKEN, UnknownPeople.TOKEN));
    }

    private static void refused(ProblemType type, Claimed.Person claimed, Entry entry, Contract.Identity rules) {
        var refusal = assertThrows(ProblemException.class, () -> Principals.person(claimed, entry, rules));

        assertEquals(type, refusal.type());
    }

    private static Claimed.Person carol(Claimed.Groups groups) {
        return new Claimed.Person("carol", "kestrel", groups, 3, END, null);
    }

    private static Entry known(String name, boolean active, OptionalInt clearance) {
        return new Entry(4, new Standing.Known(new UUID(0, 1), name, active, clearance, Set.of("people/leads")), Set.of());
    }

    private static Caller person(String name, Set<String> groups, int clearance) {
        return new Caller.Person(name, "kestrel", groups, clearance, END, 4, null);
    }

    private static Contract.Identity rules(GroupSource groups, ClearanceSource clearance, UnknownPeople unknownPeople) {
        return new Contract.Identity(groups, clearance, unknownPeople, List.of());
    }
}
