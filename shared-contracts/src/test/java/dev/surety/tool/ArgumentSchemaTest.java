package dev.surety.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentSchemaTest {

    private static final ArgumentSchema SCHEMA = ArgumentSchema.of(Arguments.parsed("""
            {"type":"object","additionalProperties":false,"required":["title"],
             "$defs":{"person":{"type":"object","additionalProperties":false,"properties":{"mail":{"type":"string","format":"date"}}}},
             "properties":{"title":{"type":"string","minLength":1,"maxLength":20,"pattern":"^[^<]*$"},
                           "priority":{"enum":["low","high"]},"count":{"type":"integer","minimum":1,"maximum":9,"multipleOf":2},
                           "watchers":{"type":"array","maxItems":2,"uniqueItems":true,"items":{"$ref":"#/$defs/person"}},
                           "slow":{"type":"string","pattern":"^(a+)+$"}}}"""));

    @Test
    void schemaHoldsAndIsAskedAboutItsArguments() {
        assertEquals(List.of(), SCHEMA.problems());
        assertEquals(List.of("title", "priority", "count", "watchers", "slow"), SCHEMA.names());
        assertEquals(List.of(true, false, true, false), List.of(SCHEMA.requires("title"), SCHEMA.requires("count"), SCHEMA.isScalar("count"), SCHEMA.isScalar("watchers")));
    }

    @Test
    void whatFitsIsTaken() {
        SCHEMA.check(arguments("{\"title\":\"a\",\"priority\":\"low\",\"count\":4,\"watchers\":[{\"mail\":\"2026-11-30\"}]}"));

        assertEquals(List.of(), SCHEMA.violations(arguments("{\"title\":\"a\",\"count\":8}")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                               |                  | required property 'title' not found",
                "{\"title\":\"SENTINEL with far more than twenty\"} | /title           | must be at most 20 characters long",
                "{\"title\":\"SENTINEL<\"}                         | /title           | does not match the regex pattern ^[^<]*$",
                "{\"title\":7777}                                 | /title           | integer found, string expected",
                "{\"title\":\"a\",\"priority\":\"SENTINEL\"}       | /priority        | does not have a value in the enumeration [\"low\", \"high\"]",
                "{\"title\":\"a\",\"count\":3}                     | /count           | must be multiple of 2",
                "{\"title\":\"a\",\"count\":0}                     | /count           | must have a minimum value of 1",
                "{\"title\":\"a\",\"watchers\":[{\"mail\":\"SENTINEL\"}]} | /watchers/0/mail | does not match the date pattern must be a valid RFC 3339 full-date",
                "{\"title\":\"a\",\"watchers\":[{\"mail\":\"2026-11-30\"},{\"mail\":\"2026-11-30\"}]} | /watchers | must have only unique items in the array",
                "{\"title\":\"a\",\"other\":\"SENTINEL\"}          |                  | property 'other' is not defined in the schema and the schema does not allow additional properties",
            })
    void whatDoesNotFitIsNamedWithoutItsValue(String json, String pointer, String message) {
        var violations = SCHEMA.violations(arguments(json));

        assertEquals(new ArgumentSchema.Problem(pointer == null ? "" : pointer, message), violations.getFirst());
        assertFalse(violations.toString().contains("SENTINEL") || violations.toString().contains("7777") || violations.toString().contains("2026-11-30"), violations::toString);
    }

    @Test
    void noTextTakesLongToMatch() {
        var text = "a".repeat(20_000) + "!";

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> SCHEMA.violations(arguments("{\"title\":\"a\",\"slow\":\"" + text + "\"}")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]                           |       | the arguments are a JSON object: send {\"arguments\": { … }}",
                "{\"a\":1e999}                 | /a    | the number is too large: send at most 64 bits",
                "{\"a\":[9223372036854775808]} | /a/0  | the number is too large: send at most 64 bits",
            })
    void whatIsOutOfBoundsIsRefused(String json, String pointer, String message) {
        var refused = assertThrows(RefusedArguments.class, () -> arguments(json));

        assertEquals(pointer == null ? "" : pointer, refused.pointer());
        assertEquals(message, refused.getMessage());
    }

    @Test
    void whatIsTooLongOrTooDeepIsRefused() {
        assertThrows(RefusedArguments.class, () -> arguments("{\"a\":\"" + "x".repeat(40_000) + "\"}"));
        assertThrows(RefusedArguments.class, () -> arguments("{\"a\":" + "[".repeat(20) + "]".repeat(20) + "}"));
    }

    @Test
    void equalArgumentsHaveEqualHashesWhateverTheirOrder() {
        var one = arguments("{\"a\":1,\"b\":{\"c\":[1,2],\"d\":null}}");
        var same = arguments("{ \"b\":{\"d\":null,\"c\":[1,2]}, \"a\":1 }");
        var other = arguments("{\"a\":1,\"b\":{\"c\":[2,1],\"d\":null}}");

        assertEquals(one.sha256(), same.sha256());
        assertFalse(one.sha256().equals(other.sha256()));
        assertEquals("Arguments[a, b]", one.toString());
    }

    private static Arguments arguments(String json) {
        return Arguments.of(Arguments.parsed(json));
    }
}
