package dev.surety.ingestion;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.event.DocumentChange;
import dev.surety.event.DocumentEvents;
import dev.surety.ingestion.testing.CabledServers;
import dev.surety.ingestion.testing.Changes;
import dev.surety.ingestion.testing.LiveIndexes;
import dev.surety.ingestion.testing.ScriptedNeighbours;
import dev.surety.ingestion.testing.SourceTopic;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What closes a document while a document before it can't be embedded: in the same partition, since it is the same document. */
@QuarkusTest
@QuarkusTestResource(CabledServers.class)
@QuarkusTestResource(ScriptedNeighbours.class)
class AccessAheadTest {

    private static final String PAGE = "page";
    private static final Instant MAY = Instant.parse("2026-05-01T10:00:00Z");
    private static final Instant JUNE = Instant.parse("2026-06-01T10:00:00Z");

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
        topic.close();
    }

    @Test
    void whoLosesAccessBehindADocumentThatWaitsLosesItAtOnce() {
        indexed("ahead", "group:staff", "group:people");
        aNewVersionWaits("ahead", "group:staff", "group:people");

        topic.publish(DocumentEvents.ACCESS_CHANGED, access("ahead", "group:people"));

        awaitAllowed("ahead", "group:people");
        assertEquals("Words of May.", words("ahead"));
        given().header("Authorization", "Bearer alice-token").get("/v1/documents/" + id("ahead")).then().statusCode(404);
        ScriptedNeighbours.retrievalIsDown(false);
        awaitWords("ahead", "Words of June.");
        awaitAllowed("ahead", "group:people");
    }

    @Test
    void newWordsDoNotOpenWhatAChangeBehindThemCloses() {
        indexed("flap", "group:staff");
        aNewVersionWaits("flap", "group:staff", "group:legal");
        topic.publish(DocumentEvents.ACCESS_CHANGED, access("flap", "group:legal"));
        awaitAllowed("flap");

        ScriptedNeighbours.retrievalIsDown(false);

        var seen = new TreeSet<String>();
        await().pollInterval(Duration.ofMillis(20)).atMost(Duration.ofSeconds(60)).until(() -> {
            seen.addAll(allowed("flap"));
            return words("flap").equals("Words of June.") && allowed("flap").equals(List.of("group:legal"));
        });
        assertFalse(seen.contains("group:staff"), seen::toString);
    }

    @Test
    void aDeletionBehindADocumentThatWaitsHidesItAtOnceAndDeletesItInItsTurn() {
        indexed("gone", "public");
        aNewVersionWaits("gone", "public");

        topic.publish(DocumentEvents.DELETED, Changes.bare("gone", PAGE));

        awaitAllowed("gone");
        given().header("Authorization", "Bearer alice-token").get("/v1/documents/" + id("gone")).then().statusCode(404);
        ScriptedNeighbours.retrievalIsDown(false);
        await().atMost(Duration.ofSeconds(60)).until(() -> indexes.chunks("gone").isEmpty());
    }

    @Test
    void whatADeletionHidThatTurnsOutToBeOlderIsOpenedAgain() {
        indexed("elder", "group:staff");
        aNewVersionWaits("elder", "group:staff");

        topic.publish(DocumentEvents.DELETED, new DocumentChange("elder", Changes.uri("elder", PAGE), null, null, null, null, MAY.plusSeconds(60), null, null, null, null));

        awaitAllowed("elder");
        ScriptedNeighbours.retrievalIsDown(false);
        awaitWords("elder", "Words of June.");
        awaitAllowed("elder", "group:staff");
    }

    @Test
    void whatAChangeOpensWaitsForItsTurn() {
        indexed("wider", "group:staff");
        aNewVersionWaits("wider", "group:staff");
        topic.publish(DocumentEvents.ACCESS_CHANGED, access("wider", "group:staff", "group:people"));
        topic.publish(DocumentEvents.ACCESS_CHANGED, access("wider", "group:people"));

        awaitAllowed("wider");

        ScriptedNeighbours.retrievalIsDown(false);
        awaitWords("wider", "Words of June.");
        awaitAllowed("wider", "group:people");
    }

    @Test
    void whatIsHandledInTimeIsNotDoneTwice() {
        indexed("usual", "group:staff", "group:people");
        var before = closedAhead();

        topic.publish(DocumentEvents.ACCESS_CHANGED, access("usual", "group:people"));

        awaitAllowed("usual", "group:people");
        await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
        assertEquals(before, closedAhead());
    }

    @Test
    void whatIsClosedAheadIsCounted() {
        indexed("counted", "group:staff");
        aNewVersionWaits("counted", "group:staff");
        var before = closedAhead();

        topic.publish(DocumentEvents.ACCESS_CHANGED, access("counted", "group:people"));

        awaitAllowed("counted");
        await().until(() -> closedAhead() > before);
        assertTrue(closedAhead() > before);
    }

    private void indexed(String name, String... allow) {
        topic.publish(DocumentEvents.UPSERTED, page(name, MAY, "Words of May.", allow));
        awaitWords(name, "Words of May.");
    }

    /** It can't be embedded, and whatever comes behind it in its partition waits. */
    private void aNewVersionWaits(String name, String... allow) {
        ScriptedNeighbours.retrievalIsDown(true);
        topic.publish(DocumentEvents.UPSERTED, page(name, JUNE, "Words of June.", allow));
    }

    private void awaitWords(String name, String words) {
        await().atMost(Duration.ofSeconds(60)).until(() -> words(name).equals(words));
    }

    private void awaitAllowed(String name, String... allow) {
        await().atMost(Duration.ofSeconds(30)).until(() -> allowed(name).equals(List.of(allow)));
    }

    private List<String> allowed(String name) {
        return indexes.chunks(name).stream()
                .flatMap(chunk -> LiveIndexes.texts(chunk.at("/_source/allow")).stream())
                .toList();
    }

    private String words(String name) {
        return indexes.chunks(name).stream().map(chunk -> chunk.at("/_source/text").textValue()).findFirst().orElse("");
    }

    private double closedAhead() {
        return metrics.counter("surety.ingestion.closed.ahead").count();
    }

    /** The only page of an index of its own. */
    private static DocumentChange page(String index, Instant updatedAt, String words, String... allow) {
        return Changes.page(index, PAGE, updatedAt, "# Page\n\n" + words, List.of(allow));
    }

    private static DocumentChange access(String index, String... allow) {
        return Changes.access(index, PAGE, List.of(allow), List.of(), 0);
    }

    private static String id(String index) {
        return DocumentEvents.documentId(index, Changes.uri(index, PAGE));
    }
}
