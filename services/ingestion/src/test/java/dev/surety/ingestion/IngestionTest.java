package dev.surety.ingestion;

import static dev.surety.ingestion.testing.Changes.access;
import static dev.surety.ingestion.testing.Changes.bare;
import static dev.surety.ingestion.testing.Changes.page;
import static dev.surety.ingestion.testing.Changes.uri;
import static dev.surety.ingestion.testing.LiveIndexes.texts;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.surety.event.DocumentChange;
import dev.surety.event.DocumentEvents;
import dev.surety.event.Topics;
import dev.surety.ingestion.testing.Cable;
import dev.surety.ingestion.testing.CabledServers;
import dev.surety.ingestion.testing.LiveIndexes;
import dev.surety.ingestion.testing.ScriptedNeighbours;
import dev.surety.ingestion.testing.SourceTopic;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole service on real servers, from the topic to what a search finds. Each test has an index of its own. */
@QuarkusTest
@QuarkusTestResource(CabledServers.class)
@QuarkusTestResource(ScriptedNeighbours.class)
class IngestionTest {

    private static final Instant MAY = Instant.parse("2026-05-01T10:00:00Z");
    private static final Instant JUNE = Instant.parse("2026-06-01T10:00:00Z");
    private static final List<String> STAFF = List.of("group:staff");

    @Inject
    ObjectMapper json;

    @Inject
    MeterRegistry metrics;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @ConfigProperty(name = "surety.testing.opensearch.url")
    String openSearch;

    private SourceTopic topic;
    private LiveIndexes indexes;

    @BeforeEach
    void open() {
        topic = new SourceTopic(kafka, json);
        indexes = new LiveIndexes(openSearch, json);
    }

    @AfterEach
    void repairEverything() {
        ScriptedNeighbours.retrievalIsDown(false);
        Cable.plugIn(CabledServers.POSTGRES);
        Cable.plugIn(CabledServers.OPENSEARCH);
        topic.close();
    }

    @Test
    void aDocumentCanBeFoundAndOthersAreTold() {
        topic.publish(DocumentEvents.UPSERTED, page("first", "leave", MAY, "# Annual leave\n\n28 days.\n\n## Carrying over\n\nUp to 5 days.", STAFF));

        var chunks = awaitChunks("first", 2);
        var chunk = chunks.getFirst();
        var id = DocumentEvents.documentId("first", uri("first", "leave"));
        assertEquals(id, chunk.at("/_source/documentId").textValue());
        assertEquals(id + ":0", chunk.at("/_id").textValue());
        assertEquals("Annual leave", chunk.at("/_source/title").textValue());
        assertEquals("28 days.", chunk.at("/_source/text").textValue());
        assertEquals("", chunk.at("/_source/section").textValue());
        assertEquals("Carrying over", chunks.get(1).at("/_source/section").textValue());
        assertEquals(List.of("group:staff"), texts(chunk.at("/_source/allow")));
        assertEquals("kestrel", chunk.at("/_source/tenant").textValue());
        assertEquals(MAY.toString(), chunk.at("/_source/updatedAt").textValue());
        assertEquals(ScriptedNeighbours.DIMENSION, chunk.at("/_source/embedding").size());
        assertEquals(
                ScriptedNeighbours.MODEL,
                indexes.get("/surety-chunks-first-0001/_mapping").at("/surety-chunks-first-0001/mappings/_meta/embeddingModel").textValue());
        var told = awaitLast("first", 1);
        assertEquals("dev.surety.index.changed.v1", told.at("/type").textValue());
        assertEquals("first-0001", told.at("/data/release").textValue());
        assertEquals(1, told.at("/data/documents").intValue());
    }

    @Test
    void anUpdateReplacesEverything() {
        var long1 = "# Page\n\n" + IntStream.range(0, 6).mapToObj(part -> "## Part %d\n\n%s\n".formatted(part, "Old words here. ".repeat(30))).reduce("", String::concat);
        topic.publish(DocumentEvents.UPSERTED, page("update", "page", MAY, long1, STAFF));
        awaitChunks("update", 6);

        topic.publish(DocumentEvents.UPSERTED, page("update", "page", JUNE, "# Page\n\nNew words.", STAFF));

        assertEquals("New words.", awaitChunks("update", 1).getFirst().at("/_source/text").textValue());
    }

    @Test
    void whatIsOlderThanWhatIsKnownIsIgnored() {
        topic.publish(DocumentEvents.UPSERTED, page("older", "page", JUNE, "June.", STAFF));
        awaitChunks("older", 1);
        var outdated = count("outdated");

        topic.publish(DocumentEvents.UPSERTED, page("older", "page", MAY, "May.", STAFF));

        awaitCount("outdated", outdated + 1);
        assertEquals("June.", awaitChunks("older", 1).getFirst().at("/_source/text").textValue());
    }

    @Test
    void aDeletedDocumentIsGoneForSearchesAndForCallersAndCanComeBack() {
        topic.publish(DocumentEvents.UPSERTED, page("delete", "page", MAY, "Words.", STAFF));
        awaitChunks("delete", 1);
        awaitLast("delete", 1);

        topic.publish(DocumentEvents.DELETED, bare("delete", "page"));

        awaitChunks("delete", 0);
        assertEquals(0, awaitLast("delete", 2).at("/data/documents").intValue());
        ask("/v1/documents/" + DocumentEvents.documentId("delete", uri("delete", "page")), "alice-token").statusCode(404);
        topic.publish(DocumentEvents.UPSERTED, page("delete", "page", MAY, "Words.", STAFF));
        awaitChunks("delete", 1);
    }

    @Test
    void aChangeOfAccessTakesEffectWithoutEmbedding() {
        topic.publish(DocumentEvents.UPSERTED, page("access", "page", MAY, "Words.", STAFF));
        var before = awaitChunks("access", 1).getFirst().at("/_source/embedding");
        var embedded = ScriptedNeighbours.embeddedTexts();

        topic.publish(DocumentEvents.ACCESS_CHANGED, access("access", "page", List.of("group:people"), List.of("user:frank"), 2));

        await().until(() -> texts(indexes.chunks("access").getFirst().at("/_source/allow")).equals(List.of("group:people")));
        var after = indexes.chunks("access").getFirst();
        assertEquals(List.of("user:frank"), texts(after.at("/_source/deny")));
        assertEquals(2, after.at("/_source/clearance").intValue());
        assertEquals(before, after.at("/_source/embedding"));
        assertEquals(embedded, ScriptedNeighbours.embeddedTexts());
        ask("/v1/documents/" + DocumentEvents.documentId("access", uri("access", "page")), "alice-token").statusCode(404);
    }

    @Test
    void theSameContentForOtherPeopleIsNotEmbeddedAgain() {
        topic.publish(DocumentEvents.UPSERTED, page("same", "page", MAY, "Words.", STAFF));
        awaitChunks("same", 1);
        var embedded = ScriptedNeighbours.embeddedTexts();
        var unchanged = count("unchanged");

        topic.publish(DocumentEvents.UPSERTED, page("same", "page", JUNE, "Words.", List.of("public")));
        topic.publish(DocumentEvents.UPSERTED, page("same", "page", JUNE, "Words.", List.of("public")));

        awaitCount("unchanged", unchanged + 1);
        assertEquals(List.of("public"), texts(awaitChunks("same", 1).getFirst().at("/_source/allow")));
        assertEquals(embedded, ScriptedNeighbours.embeddedTexts());
    }

    @Test
    void whoLosesAccessLosesItBeforeTheNewWordsAreReady() {
        topic.publish(DocumentEvents.UPSERTED, page("narrow", "page", MAY, "Open words.", List.of("group:staff", "group:people")));
        awaitChunks("narrow", 1);
        ScriptedNeighbours.retrievalIsDown(true);

        topic.publish(DocumentEvents.UPSERTED, page("narrow", "page", JUNE, "Secret words.", List.of("group:people", "group:legal")));

        await().until(() -> texts(indexes.chunks("narrow").getFirst().at("/_source/allow")).equals(List.of("group:people")));
        assertEquals("Open words.", indexes.chunks("narrow").getFirst().at("/_source/text").textValue());
        ScriptedNeighbours.retrievalIsDown(false);
        await().until(() -> texts(indexes.chunks("narrow").getFirst().at("/_source/allow")).equals(List.of("group:legal", "group:people")));
        assertEquals("Secret words.", indexes.chunks("narrow").getFirst().at("/_source/text").textValue());
    }

    @Test
    void aReplayChangesNothing() {
        var change = page("replay", "page", MAY, "Words.", STAFF);
        var id = topic.publish(DocumentEvents.UPSERTED, change);
        awaitChunks("replay", 1);
        awaitLast("replay", 1);
        var replayed = count("replayed");
        var embedded = ScriptedNeighbours.embeddedTexts();
        var version = indexes.get("/surety-live-replay/_search?version=true").at("/hits/hits/0/_version");

        topic.publish(id, DocumentEvents.UPSERTED, change);

        awaitCount("replayed", replayed + 1);
        assertEquals(embedded, ScriptedNeighbours.embeddedTexts());
        assertEquals(version, indexes.get("/surety-live-replay/_search?version=true").at("/hits/hits/0/_version"));
    }

    @Test
    void changesOfOneDocumentKeepTheirOrderAndManyDocumentsComeThrough() {
        for (var version = 1; version <= 5; version++) {
            for (var document = 0; document < 12; document++) {
                topic.publish(DocumentEvents.UPSERTED, page("order", "page-" + document, MAY.plusSeconds(version), "Version " + version + ".", STAFF));
            }
        }

        await().until(() -> {
            var found = indexes.get("/surety-live-order/_search?size=100").at("/hits/hits");
            return found.size() == 12
                    && StreamSupport.stream(found.spliterator(), false).allMatch(hit -> hit.at("/_source/text").textValue().equals("Version 5."));
        });
    }

    @Test
    void aDocumentWithoutTextIsRegistered() {
        var empty = count("empty");

        topic.publish(DocumentEvents.UPSERTED, page("empty", "page", MAY, "# Only a title", STAFF));

        awaitCount("empty", empty + 1);
        ask("/v1/documents/" + DocumentEvents.documentId("empty", uri("empty", "page")), "alice-token")
                .statusCode(200)
                .body("chunks", equalTo(0));
    }

    @Test
    void badEventsBecomeDeadLettersAndTheNextEventIsProcessed() {
        var key = uri("bad", "page");
        var fine = page("bad", "page", MAY, "Fine in the end.", STAFF);
        topic.send(key, "no json".getBytes(StandardCharsets.UTF_8));
        topic.send(key, new byte[] {(byte) 0xC3, 0x28});
        topic.publish("dev.surety.document.invented.v1", fine);
        topic.publish(DocumentEvents.UPSERTED, with(fine, "bad", null));
        topic.publish(DocumentEvents.UPSERTED, with(fine, "No Such_Name", "kestrel"));
        topic.publish(DocumentEvents.UPSERTED, change("bad", "page", "image/png", "x", null, MAY, STAFF));
        topic.publish(DocumentEvents.UPSERTED, change("bad", "page", "text/plain", null, "file:///etc/hostname", MAY, STAFF));
        topic.publish(DocumentEvents.UPSERTED, page("bad", "page", MAY, ">".repeat(300_000), STAFF));
        topic.publish(DocumentEvents.UPSERTED, page("bad", "page", MAY, "x".repeat(11 * 1024 * 1024), STAFF));
        topic.publish(DocumentEvents.UPSERTED, page("bad", "page", MAY, "x".repeat(50 * 1024 * 1024), STAFF));
        topic.publish(DocumentEvents.UPSERTED, fine);

        assertEquals("Fine in the end.", awaitChunks("bad", 1).getFirst().at("/_source/text").textValue());
        var letters = topic.read(Topics.SOURCE_DOCUMENTS_DLQ, key);
        assertEquals(
                List.of(
                        "malformed-event",
                        "malformed-event",
                        "unknown-type",
                        "missing-field",
                        "invalid-field",
                        "unsupported-content-type",
                        "content-uri-not-allowed",
                        "content-unparsable",
                        "too-large",
                        "too-large"),
                letters.stream().map(letter -> letter.at("/data/reason").textValue()).toList());
        assertEquals("data.tenant is missing", letters.get(3).at("/data/detail").textValue());
        assertTrue(letters.getLast().at("/data/payloadBytes").longValue() > 50 * 1024 * 1024);
        assertFalse(letters.getLast().at("/data/eventId").isMissingNode());
        for (var letter : letters) {
            assertEquals("[]", deadLetterProblems(letter));
        }
    }

    @Test
    void aDeadLetterHoldsNothingThatNoEventMayKeep() {
        var key = uri("sensitive", "page");
        topic.publish(
                "dev.surety.document.invented.v1", page("sensitive", "page", MAY, "Pay with 4111 1111 1111 1111, ask ada@kestrelquay.example.", STAFF));
        topic.publish(DocumentEvents.UPSERTED, page("sensitive", "page", MAY, "Pay with 4111 1111 1111 1111.", STAFF));

        assertEquals("Pay with 4111 1111 1111 1111.", awaitChunks("sensitive", 1).getFirst().at("/_source/text").textValue());
        var letter = topic.read(Topics.SOURCE_DOCUMENTS_DLQ, key).getFirst().toString();
        assertTrue(letter.contains("Pay with [payment-card], ask [email]."), letter);
        assertFalse(letter.contains("4111"), letter);
    }

    @Test
    void anEventWaitsForRetrievalAndIsNotGivenUp() {
        ScriptedNeighbours.retrievalIsDown(true);
        topic.publish(DocumentEvents.UPSERTED, page("wait-retrieval", "page", MAY, "Patience.", STAFF));
        awaitTrouble();

        ScriptedNeighbours.retrievalIsDown(false);

        awaitChunks("wait-retrieval", 1);
        assertEquals(List.of(), topic.read(Topics.SOURCE_DOCUMENTS_DLQ, uri("wait-retrieval", "page")));
    }

    @Test
    void anEventWaitsForOpenSearchAndIsNotGivenUp() {
        Cable.pull(CabledServers.OPENSEARCH);
        topic.publish(DocumentEvents.UPSERTED, page("wait-opensearch", "page", MAY, "Patience.", STAFF));
        awaitTrouble();

        Cable.plugIn(CabledServers.OPENSEARCH);

        awaitChunks("wait-opensearch", 1);
        assertEquals(List.of(), topic.read(Topics.SOURCE_DOCUMENTS_DLQ, uri("wait-opensearch", "page")));
    }

    @Test
    void anEventWaitsForPostgresAndIsNotGivenUp() {
        Cable.pull(CabledServers.POSTGRES);
        topic.publish(DocumentEvents.UPSERTED, page("wait-postgres", "page", MAY, "Patience.", STAFF));
        awaitTrouble();

        Cable.plugIn(CabledServers.POSTGRES);

        awaitChunks("wait-postgres", 1);
        assertEquals(List.of(), topic.read(Topics.SOURCE_DOCUMENTS_DLQ, uri("wait-postgres", "page")));
    }

    @Test
    void aDeniedDocumentLooksLikeAMissingOne() {
        topic.publish(DocumentEvents.UPSERTED, page("rest", "page", MAY, "# Salaries\n\n61,000.", STAFF));
        awaitChunks("rest", 1);
        var path = "/v1/documents/" + DocumentEvents.documentId("rest", uri("rest", "page"));

        var denied = ask(path, "ivy-token").statusCode(404).extract().asString();
        var missing = ask("/v1/documents/d-00000000000000000000000000000000", "ivy-token").statusCode(404).extract().asString();

        assertEquals(withoutRequestId(missing), withoutRequestId(denied));
        ask(path, "alice-token")
                .statusCode(200)
                .body("title", equalTo("Salaries"))
                .body("release", equalTo("rest-0001"))
                .body("sections", equalTo(1))
                .body("chunks", equalTo(1))
                .body("updatedAt", equalTo(MAY.toString()));
        ask(path, "forged-token").statusCode(401);
        given().get(path).then().statusCode(401);
        given().header("Surety-Grant", "e30.e30.e30").get(path).then().statusCode(401);
    }

    @Test
    void whoMayReadADocumentIsToldToServicesAndToAdministratorsOfItsTenant() throws IOException {
        topic.publish(DocumentEvents.UPSERTED, page("accesses", "page", MAY, "Words.", STAFF));
        topic.publish(DocumentEvents.ACCESS_CHANGED, access("accesses", "page", List.of("group:people"), List.of("user:frank"), 2));
        await().atMost(Duration.ofSeconds(30)).until(() -> indexes.chunks("accesses").stream().anyMatch(chunk -> chunk.at("/_source/clearance").intValue() == 2));
        var id = DocumentEvents.documentId("accesses", uri("accesses", "page"));

        var byId = accesses(id, "service-token").statusCode(200).extract().asString();

        assertEquals(
                json.readTree("""
                        {"documents": [{"documentId": "%s", "index": "accesses", "uri": "%s",
                          "access": {"tenant": "kestrel", "allow": ["group:people"], "deny": ["user:frank"], "clearance": 2}}]}"""
                        .formatted(id, uri("accesses", "page"))),
                json.readTree(byId));
        assertEquals(byId, accesses(uri("accesses", "page"), "service-token").extract().asString());
        assertEquals(byId, accesses(id, "sean-token").statusCode(200).extract().asString());
        assertEquals("{\"documents\":[]}", accesses(id, "sid-token").statusCode(200).extract().asString());
        assertEquals("{\"documents\":[]}", accesses("d-00000000000000000000000000000000", "service-token").statusCode(200).extract().asString());
        for (var reader : List.of("alice-token", "olive-token", "ivy-token")) {
            accesses(id, reader).statusCode(403).body("type", equalTo("https://surety.dev/problems/forbidden"));
        }
        accesses("", "service-token").statusCode(400).body("field", equalTo("document"));
        accesses(id, "forged-token").statusCode(401);
    }

    @Test
    void onlyAuditorsAndServicesSeeHowAnIndexIs() {
        topic.publish(DocumentEvents.UPSERTED, page("health", "page", MAY, "Words.", STAFF));
        awaitChunks("health", 1);
        awaitLast("health", 1);

        var forAlice = ask("/v1/indexes/health/health", "alice-token").statusCode(404).extract().asString();
        var missing = ask("/v1/indexes/nothing/health", "olive-token").statusCode(404).extract().asString();

        assertEquals(withoutRequestId(missing), withoutRequestId(forAlice));
        ask("/v1/indexes/health/health", "olive-token")
                .statusCode(200)
                .body("release", equalTo("health-0001"))
                .body("documents", equalTo(1))
                .body("chunks", equalTo(1))
                .body("embeddingModel", equalTo(ScriptedNeighbours.MODEL))
                .body("lastEventAt", notNullValue());
        ask("/v1/indexes/health/health", "service-token").statusCode(200);
    }

    private static DocumentChange change(
            String index,
            String name,
            String type,
            @Nullable String content,
            @Nullable String contentUri,
            Instant updatedAt,
            List<String> allow) {
        return new DocumentChange(index, uri(index, name), null, type, content, contentUri, updatedAt, "kestrel", allow, List.of(), 0);
    }

    private static DocumentChange with(DocumentChange page, String index, @Nullable String tenant) {
        return new DocumentChange(
                index, page.uri(), null, page.contentType(), page.content(), null, page.updatedAt(), tenant, page.allow(), page.deny(), 0);
    }

    private static ValidatableResponse ask(String path, String token) {
        return given().header("Authorization", "Bearer " + token).get(path).then();
    }

    private static ValidatableResponse accesses(String document, String token) {
        return given().header("Authorization", "Bearer " + token).queryParam("document", document).get("/v1/document-accesses").then();
    }

    private List<JsonNode> awaitChunks(String index, int count) {
        await().atMost(Duration.ofSeconds(30)).until(() -> indexes.chunks(index).size() == count && indexes.get("/_alias/surety-live-" + index).size() == 1);
        return indexes.chunks(index);
    }

    private JsonNode awaitLast(String index, int revision) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> topic.read(Topics.INDEX_RELEASES, index).stream()
                        .anyMatch(event -> event.at("/data/revision").intValue() >= revision));
        return topic.read(Topics.INDEX_RELEASES, index).getLast();
    }

    private void awaitTrouble() {
        await().pollDelay(Duration.ofMillis(1_500)).until(() -> true);
    }

    private void awaitCount(String result, double expected) {
        await().atMost(Duration.ofSeconds(20)).until(() -> count(result) >= expected);
    }

    private double count(String result) {
        return metrics.counter("surety.ingestion.documents", "result", result).count();
    }

    private String withoutRequestId(String problem) {
        return problem.replaceAll("\"requestId\":\"[^\"]*\"", "");
    }

    private static String deadLetterProblems(JsonNode letter) {
        try (var in = IngestionTest.class.getResourceAsStream("/schemas/dead-letter.v1.schema.json")) {
            var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(in);
            return schema.validate(letter.toString(), InputFormat.JSON).toString();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
