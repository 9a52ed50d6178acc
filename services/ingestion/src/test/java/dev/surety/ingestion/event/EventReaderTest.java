package dev.surety.ingestion.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.surety.grant.Access;
import dev.surety.ingestion.event.DocumentEvent.About;
import dev.surety.ingestion.event.DocumentEvent.AccessChanged;
import dev.surety.ingestion.event.DocumentEvent.Content;
import dev.surety.ingestion.event.DocumentEvent.Deleted;
import dev.surety.ingestion.event.DocumentEvent.Upserted;
import io.quarkus.runtime.configuration.MemorySize;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final int LARGEST = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Schema SCHEMA = schema("source-document.v1.schema.json");

    private final EventReader reader = reader(LARGEST);

    @Test
    void theExamplesAreReadAndFollowTheSchema() {
        var upserted = example("source-document.v1.upserted.json");
        var deleted = example("source-document.v1.deleted.json");
        var changed = example("source-document.v1.access-changed.json");

        assertEquals(
                new Upserted(
                        about("0193a1c2-7b1e-7c3d-9a55-2f0c6d1e8b01"),
                        null,
                        ContentType.MARKDOWN,
                        new Content.Inline("# Annual leave\n\nEverybody has 28 days of annual leave.\n"),
                        Instant.parse("2026-03-12T08:30:00Z"),
                        new Access("kestrel", Set.of("group:staff"), Set.of("group:contractors"), 0)),
                reader.read(upserted));
        assertEquals(new Deleted(about("0193a1c2-7b1e-7c3d-9a55-2f0c6d1e8b02"), Optional.empty()), reader.read(deleted));
        assertEquals(
                new AccessChanged(
                        about("0193a1c2-7b1e-7c3d-9a55-2f0c6d1e8b03"),
                        new Access("kestrel", Set.of("group:people", "user:olive"), Set.of(), 1)),
                reader.read(changed));
        for (var event : new byte[][] {upserted, deleted, changed}) {
            assertEquals("[]", SCHEMA.validate(text(event), InputFormat.JSON).toString());
        }
        assertEquals("[]", schema("dead-letter.v1.schema.json").validate(text(example("dead-letter.v1.json")), InputFormat.JSON).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"index", "uri", "contentType", "content", "updatedAt", "tenant", "allow", "deny", "clearance"})
    void aMissingMemberIsNamed(String member) {
        var event = changed(data -> data.remove(member));

        var bad = assertThrows(BadEvent.class, () -> reader.read(event));

        assertEquals(Reason.MISSING_FIELD, bad.reason());
        assertTrue(bad.getMessage().contains(member), bad.getMessage());
        assertFalse(SCHEMA.validate(text(event), InputFormat.JSON).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "index     | \"Kestrel\"           | invalid-field",
                "index     | \"../_all\"           | invalid-field",
                "index     | 7                     | invalid-field",
                "uri       | \" \"                 | invalid-field",
                "uri       | \"a\\u0000b\"         | invalid-field",
                "tenant    | []                    | invalid-field",
                "allow     | \"public\"            | invalid-field",
                "allow     | [\"everybody\"]       | invalid-field",
                "allow     | [null]                | invalid-field",
                "deny      | [\"public\"]          | invalid-field",
                "deny      | [\"group:\"]          | invalid-field",
                "clearance | -1                    | invalid-field",
                "clearance | 1.5                   | invalid-field",
                "clearance | \"0\"                 | invalid-field",
                "updatedAt | \"yesterday\"         | invalid-field",
                "updatedAt | \"2026-13-01T00:00:00Z\" | invalid-field",
                "updatedAt | \"9999-01-01T00:00:00Z\" | invalid-field",
                "updatedAt | 1700000000            | invalid-field",
                "title     | 5                     | invalid-field",
                "content   | {}                    | invalid-field",
                "contentUri | \"file:///both\"     | invalid-field",
                "contentType | \"application/pdf\" | unsupported-content-type",
            })
    void aWrongMemberIsNamed(String member, String value, String reason) {
        var event = changed(data -> data.set(member, tree(value)));

        var bad = assertThrows(BadEvent.class, () -> reader.read(event));

        assertEquals(reason, bad.reason().label());
        assertTrue(bad.getMessage().contains(member), bad.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "[]",
                "{\"specversion\":\"1.0\"",
                "{} {}",
                "{\"specversion\":\"1.0\",\"type\":\"dev.surety.document.deleted.v1\",\"source\":\"s\",\"data\":{}}",
                "{\"specversion\":\"0.3\",\"id\":\"1\",\"type\":\"dev.surety.document.deleted.v1\",\"source\":\"s\",\"data\":{}}",
                "{\"specversion\":\"1.0\",\"id\":7,\"type\":\"dev.surety.document.deleted.v1\",\"source\":\"s\",\"data\":{}}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"type\":\"dev.surety.document.deleted.v1\",\"source\":\"s\",\"data\":\"x\"}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"id\":\"2\",\"type\":\"dev.surety.document.deleted.v1\",\"source\":\"s\",\"data\":{}}",
            })
    void whatIsNoCloudEventIsMalformed(String text) {
        var bad = assertThrows(BadEvent.class, () -> reader.read(text.getBytes(StandardCharsets.UTF_8)));

        assertEquals(Reason.MALFORMED_EVENT, bad.reason());
    }

    @Test
    void otherEncodingsAndTombstonesAreMalformed() {
        var latin1 = "{\"é\":1}".getBytes(StandardCharsets.ISO_8859_1);
        var utf16 = text(example("source-document.v1.deleted.json")).getBytes(StandardCharsets.UTF_16);

        assertEquals(Reason.MALFORMED_EVENT, assertThrows(BadEvent.class, () -> reader.read(latin1)).reason());
        assertEquals(Reason.MALFORMED_EVENT, assertThrows(BadEvent.class, () -> reader.read(utf16)).reason());
        assertEquals(Reason.MALFORMED_EVENT, assertThrows(BadEvent.class, () -> reader.read(null)).reason());
    }

    @Test
    void theTypeOfAnotherSystemIsUnknown() {
        var event = text(example("source-document.v1.deleted.json")).replace("document.deleted.v1", "document.deleted.v2");

        var bad = assertThrows(BadEvent.class, () -> reader.read(event.getBytes(StandardCharsets.UTF_8)));

        assertEquals(Reason.UNKNOWN_TYPE, bad.reason());
    }

    @Test
    void contentIsMeasuredInBytesAndItsLimitIsExact() {
        var fits = changed(data -> data.put("content", "é".repeat(LARGEST / 2)));
        var tooLarge = changed(data -> data.put("content", "é".repeat(LARGEST / 2) + "x"));
        var farTooLarge = changed(data -> data.put("content", "x".repeat(LARGEST * 2)));

        assertInstanceOf(Upserted.class, reader(LARGEST).read(fits));
        assertEquals(Reason.TOO_LARGE, assertThrows(BadEvent.class, () -> reader.read(tooLarge)).reason());
        assertEquals(Reason.TOO_LARGE, assertThrows(BadEvent.class, () -> reader.read(farTooLarge)).reason());
    }

    @Test
    void theIdIsFoundEvenInWhatIsTooLargeToRead() {
        assertEquals(Optional.of("e-1"), EventReader.idOf("{\"data\":{\"id\":\"no\",\"content\":\"x\"},\"id\":\"e-1\",".getBytes(StandardCharsets.UTF_8)));
        assertEquals(Optional.empty(), EventReader.idOf("nonsense".getBytes(StandardCharsets.UTF_8)));
        assertEquals(Optional.empty(), EventReader.idOf(null));
    }

    @Test
    void aLimitThatKafkaCouldNotCarryStopsTheStart() {
        assertThrows(IllegalArgumentException.class, () -> reader(31L * 1024 * 1024));
    }

    @Test
    void everyReasonHasItsPlaceInTheSchemaOfDeadLetters() throws IOException {
        try (var in = EventReaderTest.class.getResourceAsStream("/schemas/dead-letter.v1.schema.json")) {
            var schema = new String(in.readAllBytes(), StandardCharsets.UTF_8);

            assertTrue(Arrays.stream(Reason.values()).allMatch(reason -> schema.contains(reason.label())));
        }
    }

    private static About about(String id) {
        return new About(id, "surety-loader", "kestrel", "corpus://kestrel/people/annual-leave.md");
    }

    private static EventReader reader(long largest) {
        return new EventReader(() -> new MemorySize(BigInteger.valueOf(largest)), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static byte[] changed(Consumer<ObjectNode> change) {
        var event = (ObjectNode) tree(text(example("source-document.v1.upserted.json")));
        change.accept((ObjectNode) event.get("data"));
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException invalid) {
            throw new IllegalArgumentException(invalid);
        }
    }

    private static byte[] example(String name) {
        try (InputStream in = EventReaderTest.class.getResourceAsStream("/schemas/examples/" + name)) {
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static Schema schema(String name) {
        try (InputStream in = EventReaderTest.class.getResourceAsStream("/schemas/" + name)) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(in);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
