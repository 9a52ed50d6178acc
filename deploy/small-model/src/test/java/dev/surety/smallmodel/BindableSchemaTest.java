package dev.surety.smallmodel;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BindableSchemaTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void objectsListsAndChoicesAreTaken() {
        assertDoesNotThrow(() -> BindableSchema.check(JSON.readTree("""
                {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "required": ["colour"], "additionalProperties": false,
                 "properties": {
                   "colour": {"enum": ["mauve", 5, null], "description": "any"},
                   "list": {"type": "array", "items": {"type": "string", "maxLength": 20}, "minItems": 1},
                   "either": {"anyOf": [{"const": 1}, {"type": "boolean"}]}}}""")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"type\": \"banana\"}                        | type is one of [array, boolean, integer, null, number, object, string]",
                "{\"type\": [\"string\"]}                      | type is one of [array, boolean, integer, null, number, object, string]",
                "{\"$ref\": \"#/$defs/a\"}                     | '$ref' can't be kept by a reply: leave it out",
                "{\"type\": \"string\", \"pattern\": \"a(\"}   | 'pattern' can't be kept by a reply: leave it out",
                "{\"enum\": []}                                | enum is a list of values",
                "{\"items\": true}                             | a schema is an object, at most 32 within each other",
                "{\"properties\": {\"a\": {\"type\": 5}}}      | type is one of [array, boolean, integer, null, number, object, string]",
                "{\"type\": \"array\", \"minItems\": -1}       | minItems is a whole number up to 2000",
                "[]                                            | a schema is an object, at most 32 within each other",
            })
    void restIsRefusedByName(String schema, String rule) throws JsonProcessingException {
        var json = JSON.readTree(schema);

        var refused = assertThrows(BadRequest.class, () -> BindableSchema.check(json));

        assertEquals("a reply can't be bound to this schema: " + rule, refused.getMessage());
        assertEquals("response_format", refused.param());
    }
}
