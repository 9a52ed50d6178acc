package dev.surety.smallmodel;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GbnfTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "root ::= \"yes\" | \"no\"",
                "root ::= [a-z]+ [^\\]\\x41-\\x5a]? \"\\\"\\n\\\\\"{2,3} .*",
                "# a remark\n\nroot   ::= (sentence \" \"\n  | other)* # the end\nsentence ::= \"[\" [0-9]{1,} \"]\"\r\nother ::=\n  \"ü…\"\n",
                "root ::= a\na ::= \"one\" |\n  \"two\"",
                "root ::= | \"perhaps\"",
                "root ::= \"{\" space colour-kv \"}\" space\nspace ::= | \" \" | \"\\n\"{1,2} [ \\t]{0,20}\ncolour-kv ::= \"\\\"colour\\\"\""
            })
    void whatLlamaReadsIsTaken(String grammar) {
        assertDoesNotThrow(() -> Gbnf.check(grammar));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                    | the grammar has no rule root",
                "start ::= \"a\"       | the grammar has no rule root",
                "root ::= other        | the grammar has no rule other",
                "root = \"a\"          | the grammar can't be read at character 5: expected ::=",
                "root ::= (((          | the grammar can't be read at character 12: expected )",
                "root ::= \"a           | the grammar can't be read at character 11: expected more",
                "root ::= [a           | the grammar can't be read at character 11: expected more",
                "root ::= \"\\q\"      | the grammar can't be read at character 10: expected an escape such as \\n or \\x41",
                "root ::= \"\\x4\"     | the grammar can't be read at character 10: expected 2 hexadecimal digits",
                "root ::= *            | the grammar can't be read at character 9: expected something to repeat",
                "root ::= \"a\"{3,2}   | the grammar can't be read at character 12: expected repetitions in order, at most 2000",
                "root ::= \"a\"{9999}  | the grammar can't be read at character 12: expected repetitions in order, at most 2000",
                "root ::= \"a\"{many}  | the grammar can't be read at character 12: expected {m}, {m,} or {m,n}",
                "root ::= \"a\" ) x    | the grammar can't be read at character 13: expected the end of the rule",
                "::= \"a\"             | the grammar can't be read at character 0: expected a name",
            })
    void whatItWouldDropIsRefusedWithThePlace(String grammar, String message) {
        var refused = assertThrows(BadRequest.class, () -> Gbnf.check(grammar));

        assertEquals(message, refused.getMessage());
        assertEquals("grammar", refused.param());
    }

    @Test
    void parenthesesDoNotFillTheStack() {
        assertThrows(BadRequest.class, () -> Gbnf.check("root ::= " + "(".repeat(100_000)));
    }
}
