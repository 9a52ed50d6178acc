package dev.surety.retrieval;

import static dev.surety.retrieval.testing.ChunkFixture.aChunkOf;
import static dev.surety.retrieval.testing.GrantFixture.aGrant;
import static dev.surety.retrieval.testing.Problems.assertProblem;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.api.Passage;
import dev.surety.api.ProblemType;
import dev.surety.api.SearchReply;
import dev.surety.api.VisibilityReply;
import dev.surety.index.Chunk;
import dev.surety.local.testing.RealOpenSearch;
import dev.surety.retrieval.testing.Bodies;
import dev.surety.retrieval.testing.ChunkFixture;
import dev.surety.retrieval.testing.ChunkIndex;
import dev.surety.retrieval.testing.GrantFixture;
import dev.surety.retrieval.testing.ScriptedIdentity;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(RealOpenSearch.class)
@QuarkusTestResource(ScriptedIdentity.class)
class VisibilityResourceTest {

    private static final String WORD = "lantern";
    private static final GrantFixture STAFF = aGrant().tagged("group:staff", "user:alice").clearedTo(1);

    private ChunkIndex harbour;
    private ChunkIndex quay;

    @BeforeEach
    void index() {
        harbour = ChunkIndex.create(RealOpenSearch.url(), "harbour", 384);
        quay = ChunkIndex.create(RealOpenSearch.url(), "quay", 384);
    }

    @AfterEach
    void drop() {
        harbour.close();
        quay.close();
    }

    @Test
    void unknownDeletedAndForbiddenDocumentsAreAbsentAlike() {
        harbour.put(chunks(
                aChunkOf("open").allowing("group:staff"),
                aChunkOf("of-the-board").allowing("group:board"),
                aChunkOf("denied").allowing("group:staff").denying("user:alice"),
                aChunkOf("too-secret").allowing("group:staff").needing(2),
                aChunkOf("of-another-tenant").ofTenant("heron").allowing("group:staff"),
                aChunkOf("nobodys"),
                aChunkOf("gone").allowing("group:staff")));
        harbour.delete("gone:0");

        var visible = visible(
                STAFF, "never-was", "open", "of-the-board", "denied", "too-secret", "of-another-tenant", "nobodys", "gone", "*", "open*", "open:0");

        assertEquals(List.of("open"), visible);
    }

    @Test
    void everyIndexIsLookedAt() {
        harbour.put(chunks(aChunkOf("one").allowing("group:staff")));
        quay.put(chunks(aChunkOf("two").allowing("public").ofTenant("heron")));

        var visible = visible(STAFF, "two", "one", "two");

        assertEquals(List.of("two", "one"), visible);
    }

    @Test
    void aDocumentIsVisibleAsAWholeOrNotAtAll() {
        harbour.put(chunks(
                aChunkOf("half-closed").at(0).saying(WORD).allowing("group:board"),
                aChunkOf("half-closed").at(1).saying(WORD).allowing("group:staff"),
                aChunkOf("half-cleared").at(0).saying(WORD).allowing("group:staff"),
                aChunkOf("half-cleared").at(1).saying(WORD).allowing("group:staff").needing(2),
                aChunkOf("whole").at(0).saying(WORD).allowing("group:staff"),
                aChunkOf("whole").at(1).saying(WORD).allowing("group:staff", "public")));
        var before = Withheld.soFar();

        var visible = visible(STAFF, "half-closed", "half-cleared", "whole");
        var found = found(STAFF, "lexical");

        assertEquals(List.of("whole"), visible);
        assertEquals(List.of("whole", "whole"), found.passages().stream().map(Passage::documentId).toList());
        assertEquals(before, Withheld.soFar());
    }

    @ParameterizedTest
    @ValueSource(strings = {"lexical", "vector", "hybrid"})
    void whatSearchesFindIsVisibleAndWhatIsVisibleIsFound(String mode) {
        harbour.put(IntStream.range(0, 24)
                .mapToObj(number -> aChunkOf("d" + number / 2)
                        .at(number % 2)
                        .saying(WORD)
                        .allowing(number % 3 == 0 ? "group:board" : "group:staff")
                        .needing(number % 5 == 0 ? 2 : 0)
                        .near(direction(number))
                        .chunk())
                .toList());
        var all = IntStream.range(0, 12).mapToObj(number -> "d" + number).toArray(String[]::new);

        var visible = visible(STAFF, all);
        var found = found(STAFF, mode);

        assertEquals(new TreeSet<>(visible), new TreeSet<>(found.passages().stream().map(Passage::documentId).toList()));
        assertEquals(List.of("d8", "d11"), visible);
    }

    @Test
    void thousandsOfChunksAreOneDocument() {
        harbour.put(IntStream.range(0, 3_000).mapToObj(number -> aChunkOf("long").at(number).allowing("group:staff").near(direction(1)).chunk()).toList());

        var before = visible(STAFF, "long");
        harbour.put(chunks(aChunkOf("long").at(2_999).allowing("group:board")));
        var after = visible(STAFF, "long");

        assertEquals(List.of(List.of("long"), List.of()), List.of(before, after));
    }

    @Test
    void noGrantIsNoReply() {
        var response = given().contentType("application/json").body("{\"documentIds\": [\"open\"]}").post("/v1/visibilities");

        assertProblem(ProblemType.UNAUTHENTICATED, "the header Surety-Grant is missing", null, response);
    }

    @Test
    void aGrantThatDoesNotHoldOpensNothing() {
        for (var grant : List.of(STAFF.forged(), STAFF.strangers(), aGrant().issuedBefore(Duration.ofMinutes(2)).signed(), "a.b.c")) {
            assertProblem(ProblemType.UNAUTHENTICATED, null, ask(grant, List.of("open")));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            documentIds | {}
            documentIds | {"documentIds": null}
            documentIds | {"documentIds": []}
            documentIds | {"documentIds": [""]}
            documentIds | {"documentIds": [null]}
            documentIds | {"documentIds": "open"}
            tenant | {"documentIds": ["open"], "tenant": "heron"}
            body | []
            """)
    void aBodyThatIsNotValidIsRefusedByTheNameOfItsField(String field, String body) {
        var response = given().header("Surety-Grant", STAFF.signed()).contentType("application/json").body(body).post("/v1/visibilities");

        assertProblem(ProblemType.INVALID_REQUEST, field, response);
    }

    @Test
    void tooManyOrTooLongIdsAreRefused() {
        var many = IntStream.range(0, 201).mapToObj(number -> "d" + number).toList();

        assertEquals(200, ask(STAFF.signed(), many.subList(0, 200)).statusCode());
        assertProblem(ProblemType.INVALID_REQUEST, "documentIds holds 1 to 200 ids of documents", "documentIds", ask(STAFF.signed(), many));
        assertProblem(ProblemType.INVALID_REQUEST, "an id of documentIds has 1 to 128 characters", "documentIds", ask(STAFF.signed(), List.of("x".repeat(129))));
    }

    @Test
    void noBodyIsRefused() {
        var response = given().header("Surety-Grant", STAFF.signed()).contentType("application/json").post("/v1/visibilities");

        assertProblem(ProblemType.INVALID_REQUEST, "the body is missing: send {\"documentIds\": [\"…\"]}", "body", response);
    }

    private static List<Chunk> chunks(ChunkFixture... fixtures) {
        return Stream.of(fixtures).map(fixture -> fixture.near(direction(1)).chunk()).toList();
    }

    private static float[] direction(int number) {
        var vector = new float[384];
        vector[0] = 1;
        vector[1] = number / 100f;
        return vector;
    }

    private static List<String> visible(GrantFixture who, String... documentIds) {
        return ask(who.signed(), List.of(documentIds)).then().statusCode(200).extract().as(VisibilityReply.class).visible();
    }

    private static SearchReply found(GrantFixture who, String mode) {
        return given().header("Surety-Grant", who.signed())
                .contentType("application/json")
                .body(Map.of("query", WORD, "k", 50, "mode", mode, "filters", Map.of("indexes", List.of("harbour"))))
                .post("/v1/searches")
                .then()
                .statusCode(200)
                .extract()
                .as(SearchReply.class);
    }

    private static Response ask(String grant, List<String> documentIds) {
        return given().header("Surety-Grant", grant)
                .contentType("application/json")
                .body(Bodies.json(Map.of("documentIds", documentIds)))
                .post("/v1/visibilities");
    }
}
