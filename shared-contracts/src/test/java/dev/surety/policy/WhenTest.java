package dev.surety.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be written as a rule, and what whoever writes something else is told. */
class WhenTest {

    private static final Set<String> ROLES = Set.of("admins", "batch");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "caller.clearance | does not hold at line 1, column 7: expected type 'bool' but found 'int'",
                "caller.clearance >= '3' | does not hold at line 1, column 18: found no matching overload for '_>=_' applied to '(int, string)'",
                "caller.name == 'x' | does not hold at line 1, column 1: undeclared reference to 'caller': known are caller.subject, caller.tenant, caller.tags, caller.roles, caller.clearance, caller.service, caller.actor, now, resource.mode, resource.question",
                "dyn(caller.clearance) == '3' | does not hold at line 1, column 4: undeclared reference to 'dyn'",
                "[1, 'a'] == [] | does not hold at line 1, column 5: expected type 'int' but found 'string'",
                "caller.subject.matches('(') | '(' is no pattern (RE2): missing closing )",
                "caller.subject.matches(resource.question) | matches() needs a pattern that is written out: what is put together can't be checked before it is used",
                "'admin' in caller.roles | there is no role 'admin': use admins, batch",
                "caller.tags.exists(a, caller.tags.exists(b, a != b)) | may take 1,515,047,003 steps for a caller of 5,000 tags, at most 200,000 are allowed: ask with 'in', not with a loop inside a loop",
            })
    void whatIsWrongIsTold(String when, String told) {
        assertEquals(List.of(told), When.problems(Action.ASK, when, ROLES));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "",
        "((",
        "true &&",
        "resource.index == 'x'",
        "caller.tags.map(tag, tag) == []",
        "caller.tags.filter(tag, tag == 'x') == []",
        "caller.subject.lowerAscii() == 'x'",
        "google.protobuf.Value{} == null",
        "caller.tags.exists(tag, tag.matches('a{1000}b{1000}'))",
        "caller.subject.matches('((((a{100}){100}){100}){100}){100}')",
        "caller.subject.matches('((a{1,100}){50,}){2}')",
        "caller.tags.exists(a, resource.question.contains(a))",
        "caller.tags == caller.tags + caller.tags + ['x'] && caller.tags.all(a, a in caller.tags + caller.tags)",
    })
    void whatIsNoRuleIsRefused(String when) {
        assertTrue(!When.problems(Action.ASK, when, ROLES).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "true",
        "'group:finance' in caller.tags",
        "caller.tags.exists(tag, tag.startsWith('group:finance/'))",
        "resource.question.matches(r'(?i)\\b(my|your) password\\b')",
        "caller.roles.all(role, role in ['admins'])",
        "now.getDayOfWeek('Europe/Berlin') in [1, 2, 3, 4, 5] && now.getHours('Europe/Berlin') >= 8",
        "caller.clearance > 1 ? caller.service : caller.tenant == 'kestrel'",
    })
    void whatIsUsefulIsLetIn(String when) {
        assertEquals(List.of(), When.problems(Action.ASK, when, ROLES));
    }

    @Test
    void whatIsTooLongOrTooDeepIsNotEvenRead() {
        assertEquals(
                List.of("has 2,001 characters, at most 2,000 are read: split the rule"), When.problems(Action.ASK, "'" + "x".repeat(1_999) + "'", ROLES));
        assertTrue(!When.problems(Action.ASK, "(".repeat(900) + "true" + ")".repeat(900), ROLES).isEmpty());
        assertTrue(!When.problems(Action.ASK, "true" + " && true".repeat(240), ROLES).isEmpty());
    }

    /** Of every action: what it does not know is refused there. */
    @ParameterizedTest
    @CsvSource({"search, resource.question == 'x'", "administer, resource.index == 'x'", "answer, resource.outside", "use-tier, resource.citations == 1"})
    void everyActionHasItsOwnVariables(String action, String when) {
        assertTrue(When.problems(Action.of(action), when, ROLES).getFirst().contains("undeclared reference"));
    }
}
