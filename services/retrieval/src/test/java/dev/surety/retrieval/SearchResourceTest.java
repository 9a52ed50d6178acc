package dev.surety.retrieval;

import static dev.surety.retrieval.testing.ChunkFixture.aChunkOf;
import static dev.surety.retrieval.testing.GrantFixture.aGrant;
import static dev.surety.retrieval.testing.Problems.assertProblem;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.api.Passage;
import dev.surety.api.ProblemType;
import dev.surety.api.SearchReply;
import dev.surety.index.Chunk;
import dev.surety.local.testing.RealOpenSearch;
import dev.surety.retrieval.embed.Embeddings;
import dev.surety.retrieval.testing.Bodies;
import dev.surety.retrieval.testing.ChunkFixture;
import dev.surety.retrieval.testing.ChunkIndex;
import dev.surety.retrieval.testing.GrantFixture;
import dev.surety.retrieval.testing.ScriptedIdentity;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(RealOpenSearch.class)
@QuarkusTestResource(ScriptedIdentity.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchResourceTest {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);
    private static final List<ChunkFixture> HANDBOOK = List.of(
            aChunkOf("abroad").titled("Working abroad").saying("You may work abroad for up to 30 calendar days a year.").allowing("group:staff"),
            aChunkOf("travel").titled("Travel policy").saying("Take the train when the journey is under five hours.").allowing("group:staff"),
            aChunkOf("salaries").titled("Salary bands").saying("The salary bands of the finance department.").allowing("group:finance").needing(2),
            aChunkOf("hours").titled("Office hours").saying("Our office opens at eight in the morning.").ofTenant("heron").allowing("public"),
            aChunkOf("card").titled("Card 4111 1111 1111 1111").saying("Ask ada@kestrelquay.example for the card 4111 1111 1111 1111.").allowing("group:desk"));

    @Inject
    Embeddings embeddings;

    private ChunkIndex handbook;
    private ChunkIndex ledger;

    @BeforeAll
    void index() {
        handbook = ChunkIndex.create(RealOpenSearch.url(), "handbook", 384);
        handbook.put(HANDBOOK.stream().map(this::embedded).toList());
        ledger = ChunkIndex.create(RealOpenSearch.url(), "ledger", 384);
        ledger.put(IntStream.range(0, 9)
                .mapToObj(number -> aChunkOf("expenses").at(number).saying("Expenses, part " + number).allowing("group:staff"))
                .map(this::embedded)
                .toList());
    }

    @AfterAll
    void drop() {
        handbook.close();
        ledger.close();
    }

    @Test
    void findsThePassageThatAnswersByWordsAndMeaning() {
        var reply = found(aGrant().tagged("group:staff"), Map.of("query", "How long may I work in another country?", "k", 1));

        var scores = reply.passages().getFirst().scores();
        assertEquals(
                new SearchReply(
                        List.of(new Passage(
                                "abroad:0",
                                "abroad",
                                "Working abroad",
                                "",
                                "corpus://abroad",
                                "You may work abroad for up to 30 calendar days a year.",
                                1,
                                HANDBOOK.getFirst().chunk().updatedAt(),
                                scores,
                                "handbook",
                                0)),
                        "handbook-0001",
                        List.of(), reply.decisions()),
                reply);
        assertTrue(scores.lexical() > 0 && scores.vector() > 0.5 && scores.fused() > 0.9 && scores.rerank() == null, scores.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"hybrid", "lexical", "vector"})
    void aDeniedDocumentLooksLikeAMissingOne(String mode) {
        var query = Map.of("query", "salary bands of the finance department", "mode", mode);
        var before = Withheld.soFar();

        var outsider = found(aGrant().tagged("group:staff").clearedTo(2), query);
        var notCleared = found(aGrant().tagged("group:staff", "group:finance").clearedTo(1), query);
        var insider = found(aGrant().tagged("group:finance").clearedTo(2), query);

        assertEquals(outsider, notCleared);
        assertTrue(!ids(outsider).contains("salaries:0"));
        assertEquals(before, Withheld.soFar());
        assertEquals("salaries:0", ids(insider).getFirst());
    }

    @Test
    void whatNoAnswerMayHoldIsNotFoundEither() {
        var passage = found(aGrant().tagged("group:desk"), Map.of("query", "which card is asked for?", "k", 1)).passages().getFirst();

        assertEquals(
                List.of("Card [payment-card]", "Ask ada@kestrelquay.example for the card [payment-card]."), List.of(passage.title(), passage.text()));
    }

    @Test
    void somebodyWithoutAnyTagSeesWhatIsPublic() {
        var reply = found(aGrant(), Map.of("query", "office hours, travel, salary, abroad"));

        assertEquals(List.of("hours:0"), ids(reply));
    }

    @Test
    void explainTellsWhatEachHalfThought() {
        var query = new TreeMap<String, Object>(Map.of("query", "train journey", "k", 1));

        var explained = found(aGrant().tagged("group:staff"), query).passages().getFirst().scores();
        query.put("explain", false);
        var plain = found(aGrant().tagged("group:staff"), query).passages().getFirst().scores();

        assertTrue(explained.lexical() != null && explained.vector() != null);
        assertEquals(new Passage.Scores(null, null, explained.fused(), null), plain);
    }

    @Test
    void oneModeAsksOneHalf() {
        var lexical = found(aGrant().tagged("group:staff"), Map.of("query", "train journey", "mode", "lexical"));
        var vector = found(aGrant().tagged("group:staff"), Map.of("query", "train journey", "mode", "vector"));

        assertTrue(lexical.passages().stream().allMatch(passage -> passage.scores().vector() == null));
        assertTrue(vector.passages().stream().allMatch(passage -> passage.scores().lexical() == null));
        assertEquals(List.of(List.of(), List.of()), List.of(lexical.degraded(), vector.degraded()));
    }

    @Test
    void noDocumentFillsTheReply() {
        var reply = found(aGrant().tagged("group:staff"), Map.of("query", "expenses", "filters", Map.of("indexes", List.of("ledger"))));

        assertEquals(6, reply.passages().size());
        assertEquals("ledger-0001", reply.indexRelease());
    }

    @Test
    void anIndexThatIsNotThereHoldsNothing() {
        var reply = found(aGrant().tagged("group:staff"), Map.of("query", "expenses", "filters", Map.of("indexes", List.of("nowhere"))));

        assertEquals(new SearchReply(List.of(), "none", List.of(), reply.decisions()), reply);
    }

    @ParameterizedTest
    @MethodSource
    void whateverIsAskedIsATextAndNothingElse(String query) {
        var before = Withheld.soFar();

        for (var mode : List.of("hybrid", "lexical", "vector")) {
            var reply = found(aGrant().tagged("group:staff"), Map.of("query", query, "mode", mode, "k", 50));

            assertEquals(List.of(), reply.degraded(), mode);
            assertTrue(Set.of("abroad", "travel", "hours", "expenses").containsAll(documents(reply)), mode);
        }
        assertEquals(before, Withheld.soFar());
    }

    static Stream<String> whateverIsAskedIsATextAndNothingElse() {
        return Stream.of(
                "text:salary OR *:* AND title:[* TO *]",
                "salar*~ \"bands\"^9 +finance -train /.*/ (((",
                "{\"match_all\": {}}",
                "salary\"}}}]}}}\n{\"index\":\"*\"}\n{\"query\":{\"match_all\":{}}}",
                "salary\r\n\r\n{}",
                "\u0000\u0001\u001b[31m salary \u0007",
                "salary \ud83d",
                "\udc00",
                "年假有多少天？薪水",
                "كم يومًا من الإجازة؟",
                "¿Cuántos días de vacaciones tengo?",
                "👩‍🚀🚀",
                "?!…",
                "the of and",
                "../../etc/passwd ${jndi:ldap://localhost} <script>alert(1)</script> '; drop table chunk; --");
    }

    @ParameterizedTest
    @MethodSource
    void aQuestionOfMoreWordsThanTheEngineTakesClausesIsAnswered(String query) {
        var body = Map.of("query", "train " + query, "mode", "lexical", "filters", Map.of("indexes", List.of("handbook")));

        var reply = found(aGrant().tagged("group:staff"), body);

        assertEquals("travel:0", ids(reply).getFirst());
    }

    /** In scripts that make one word of a run of letters, and in such that don't. */
    static Stream<String> aQuestionOfMoreWordsThanTheEngineTakesClausesIsAnswered() {
        return Stream.of(
                words("a"),
                words("薪"),
                "年".repeat(3_990),
                IntStream.range(0, 1_990).mapToObj(number -> "aカ").collect(Collectors.joining()),
                "🚀".repeat(1_990),
                "1,a.b-c_d".repeat(440),
                "x".repeat(3_990));
    }

    /** A thousand words, all different. */
    private static String words(String stem) {
        return IntStream.range(0, 1_000).mapToObj(number -> number + stem).collect(Collectors.joining(" ")).substring(0, 3_990);
    }

    @Test
    void noGrantIsNoSearch() {
        var response = given().contentType("application/json").body("{\"query\": \"train\"}").post("/v1/searches");

        assertProblem(ProblemType.UNAUTHENTICATED, "the header Surety-Grant is missing", null, response);
    }

    @Test
    void aGrantThatHasEndedOpensNothing() {
        var response = search(aGrant().issuedBefore(Duration.ofMinutes(2)).signed(), Map.of("query", "train"));

        assertProblem(ProblemType.UNAUTHENTICATED, "the grant does not hold: expired", null, response);
    }

    @Test
    void aForgedGrantOpensNothing() {
        var response = search(aGrant().forged(), Map.of("query", "train"));

        assertProblem(
                ProblemType.UNAUTHENTICATED, "the grant does not hold: signature, issuer, audience or time do not hold", null, response);
    }

    @Test
    void aForeignGrantOpensNothing() {
        var response = search(aGrant().strangers(), Map.of("query", "train"));

        assertProblem(ProblemType.UNAUTHENTICATED, "the grant does not hold: unknown key", null, response);
    }

    @Test
    void aGrantWithAnotherBodyOpensNothing() {
        var modest = aGrant().signed().split("\\.");
        var generous = aGrant().tagged("group:finance").clearedTo(3).signed().split("\\.");

        var response = search(modest[0] + "." + generous[1] + "." + modest[2], Map.of("query", "salary"));

        assertProblem(ProblemType.UNAUTHENTICATED, null, response);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "garbage", "a.b.c", "..", "e30.e30.e30", "eyJhbGciOiJub25lIiwia2lkIjoiZ3JhbnRzLTEifQ.e30."})
    void whatIsNoGrantOpensNothing(String grant) {
        var response = search(grant, Map.of("query", "train"));

        assertProblem(ProblemType.UNAUTHENTICATED, null, response);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            query | {}
            query | {"query": null}
            query | {"query": ""}
            query | {"query": " \\n "}
            query | {"query": {"match_all": {}}}
            query | {"query": ["train"]}
            k | {"query": "train", "k": 0}
            k | {"query": "train", "k": 51}
            k | {"query": "train", "k": "many"}
            k | {"query": "train", "k": 99999999999}
            mode | {"query": "train", "mode": "psychic"}
            mode | {"query": "train", "mode": "HYBRID"}
            explain | {"query": "train", "explain": "perhaps"}
            filters | {"query": "train", "filters": "handbook"}
            filters.indexes | {"query": "train", "filters": {"indexes": ["surety-chunks-*"]}}
            filters.indexes | {"query": "train", "filters": {"indexes": ["a,b"]}}
            filters.tenant | {"query": "train", "filters": {"tenant": "heron"}}
            size | {"query": "train", "size": 1000}
            body | {"query": "train"
            body | []
            body | "train"
            """)
    void aBodyThatIsNotValidIsRefusedByTheNameOfItsField(String field, String body) {
        var response = given().header("Surety-Grant", aGrant().signed()).contentType("application/json").body(body).post("/v1/searches");

        assertProblem(ProblemType.INVALID_REQUEST, field, response);
    }

    @Test
    void aQuestionOfMoreThan4000CharactersIsRefused() {
        var response = search(aGrant().signed(), Map.of("query", "a".repeat(4_001)));

        assertProblem(ProblemType.INVALID_REQUEST, "query has 4001 characters, at most 4000 are taken", "query", response);
    }

    @Test
    void noBodyIsRefused() {
        var response = given().header("Surety-Grant", aGrant().signed()).contentType("application/json").post("/v1/searches");

        assertProblem(ProblemType.INVALID_REQUEST, "the body is missing: send {\"query\": \"…\"}", "body", response);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-20"})
    void aDeadlineThatHasPassedIsNotTried(String left) {
        var response = given().header("Surety-Grant", aGrant().signed())
                .header("X-Request-Deadline-Ms", left)
                .contentType("application/json")
                .body("{\"query\": \"train\"}")
                .post("/v1/searches");

        assertProblem(ProblemType.DEADLINE_EXCEEDED, "the deadline had passed when the request arrived", null, response);
    }

    @Test
    void everyStepIsTimed() {
        found(aGrant(), Map.of("query", "a question that was never asked before"));

        var metrics = given().get("/q/metrics").asString();

        assertEquals(
                List.of("authorize", "embed", "engine", "fuse", "permit", "redact", "standings"),
                metrics.lines()
                        .filter(line -> line.startsWith("surety_retrieval_step_seconds_count{") && line.contains("result=\"done\""))
                        .map(line -> line.replaceAll(".*step=\"(\\w+)\".*", "$1"))
                        .sorted()
                        .toList());
    }

    private Chunk embedded(ChunkFixture fixture) {
        var chunk = fixture.chunk();
        return fixture.near(embeddings.query(chunk.title() + "\n" + chunk.text(), LONG_ENOUGH).await().atMost(LONG_ENOUGH)).chunk();
    }

    private static SearchReply found(GrantFixture who, Map<String, ?> body) {
        return search(who.signed(), body).then().statusCode(200).extract().as(SearchReply.class);
    }

    private static Response search(String grant, Map<String, ?> body) {
        return given().header("Surety-Grant", grant).contentType("application/json").body(Bodies.json(body)).post("/v1/searches");
    }

    private static List<String> ids(SearchReply reply) {
        return reply.passages().stream().map(Passage::id).toList();
    }

    private static Set<String> documents(SearchReply reply) {
        return reply.passages().stream().map(Passage::documentId).collect(Collectors.toSet());
    }
}
