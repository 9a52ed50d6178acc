package dev.surety.retrieval;

import static dev.surety.retrieval.testing.ChunkFixture.aChunkOf;
import static dev.surety.retrieval.testing.GrantFixture.aGrant;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.api.Passage;
import dev.surety.api.SearchReply;
import dev.surety.contract.ContractFile;
import dev.surety.local.testing.RealOpenSearch;
import dev.surety.policy.Effect;
import dev.surety.retrieval.testing.Bodies;
import dev.surety.retrieval.testing.ChunkIndex;
import dev.surety.retrieval.testing.GrantFixture;
import dev.surety.retrieval.testing.ScriptedIdentity;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Indexes and documents that a rule closes to somebody whose tags would open every document in them. */
@QuarkusTest
@TestProfile(PolicyRulesTest.WithRules.class)
@QuarkusTestResource(RealOpenSearch.class)
@QuarkusTestResource(ScriptedIdentity.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PolicyRulesTest {

    public static final class WithRules implements QuarkusTestProfile {

        static final Path CONTRACT = Path.of("target", "contract-rules.yaml");
        private static final String RULES =
                """
                    - rule: ledger-is-for-finance
                      effect: deny
                      action: search
                      when: resource.index == "ledger" && !("group:finance" in caller.tags)
                      reason: The ledger is reserved.
                    - rule: no-drafts
                      effect: deny
                      action: read
                      when: resource.documentId == "draft" && resource.index == "handbook" && resource.tenant == "kestrel" && resource.clearance == 1
                      reason: Drafts are not read.
                """;

        static String text() {
            try {
                return Files.readString(Path.of("../../deploy/contract.yaml"))
                        .replace("  rules:\n", "  rules:\n" + RULES)
                        .replace("action: search\n      when: \"true\"", "action: search\n      when: caller.tenant != \"heron\"")
                        // What is found counts here, not how fast.
                        .replace("timeout: 1500ms", "timeout: 20s");
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        /** In one step: half a contract must not be seen. */
        static void put(String text) {
            try {
                var next = Files.writeString(CONTRACT.resolveSibling("contract-rules.next"), text);
                Files.move(next, CONTRACT, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException unwritable) {
                throw new UncheckedIOException(unwritable);
            }
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            put(text());
            return Map.of("surety.contract", CONTRACT.toString(), "surety.contract-check", "50ms");
        }
    }

    private static final String WORD = "lantern";
    private static final GrantFixture STAFF = aGrant().tagged("group:staff").clearedTo(2);
    private static final GrantFixture FINANCE = aGrant().tagged("group:staff", "group:finance").clearedTo(2);

    private static final float[] SOMEWHERE = somewhere();

    private ChunkIndex handbook;
    private ChunkIndex ledger;

    @BeforeAll
    void index() {
        handbook = ChunkIndex.create(RealOpenSearch.url(), "handbook", 384);
        handbook.put(List.of(
                aChunkOf("page").saying(WORD).allowing("group:staff").near(SOMEWHERE).chunk(),
                aChunkOf("draft").saying(WORD).allowing("group:staff").needing(1).near(SOMEWHERE).chunk()));
        ledger = ChunkIndex.create(RealOpenSearch.url(), "ledger", 384);
        // More than the engine is asked for: searched and taken out afterwards, they would leave no room for the page.
        ledger.put(IntStream.range(0, 60)
                .mapToObj(number -> aChunkOf("entry-" + number).saying(WORD + " " + WORD + " " + WORD).allowing("group:staff").near(SOMEWHERE).chunk())
                .toList());
    }

    @AfterAll
    void drop() {
        handbook.close();
        ledger.close();
    }

    @AfterEach
    void usualRules() {
        inForce(WithRules.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"hybrid", "lexical", "vector"})
    void aClosedIndexIsNotSearched(String mode) {
        var before = Withheld.soFar();

        var reply = found(STAFF, Map.of("query", WORD, "mode", mode, "k", 50));

        assertEquals(List.of("page"), documents(reply));
        assertEquals(before, Withheld.soFar());
        assertEquals("handbook-0001", reply.indexRelease());
    }

    @Test
    void whomTheRuleDoesNotMeanSearchesEveryIndex() {
        var reply = found(FINANCE, Map.of("query", WORD, "mode", "lexical", "k", 50));

        assertTrue(documents(reply).stream().anyMatch(document -> document.startsWith("entry-")));
    }

    @Test
    void everyIndexIsDecidedOnByName() {
        var reply = found(STAFF, Map.of("query", WORD));

        assertEquals(
                List.of("handbook allow known-callers-search", "ledger deny ledger-is-for-finance"),
                reply.decisions().stream()
                        .map(decided -> decided.resource().get("index") + " " + decided.effect().label() + " " + decided.rule())
                        .filter(decided -> decided.startsWith("handbook") || decided.startsWith("ledger"))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"hybrid", "lexical", "vector"})
    void aClosedIndexThatIsAskedForLooksLikeOneThatIsNotThere(String mode) {
        var closed = found(STAFF, Map.of("query", WORD, "mode", mode, "filters", Map.of("indexes", List.of("ledger"))));
        var missing = found(STAFF, Map.of("query", WORD, "mode", mode, "filters", Map.of("indexes", List.of("nowhere"))));

        assertEquals(new SearchReply(List.of(), "none", List.of(), closed.decisions()), closed);
        assertEquals(new SearchReply(List.of(), "none", List.of(), missing.decisions()), missing);
    }

    @Test
    void whomNoRuleLetsSearchFindsNothing() {
        var stranger = aGrant().ofTenant("heron").tagged("group:staff").clearedTo(2);

        var reply = found(stranger, Map.of("query", WORD));

        assertEquals(new SearchReply(List.of(), "none", List.of(), reply.decisions()), reply);
        assertTrue(reply.decisions().stream().noneMatch(decided -> decided.effect() == Effect.ALLOW) && !reply.decisions().isEmpty());
    }

    @Test
    void aClosedDocumentIsNeitherFoundNorVisibleNorTakenForADefect() {
        var before = Withheld.soFar();

        assertEquals(List.of("page"), documents(found(STAFF, Map.of("query", WORD, "filters", Map.of("indexes", List.of("handbook"))))));
        assertEquals(List.of("page"), visible(STAFF, "page", "draft", "entry-1"));
        assertEquals(List.of("page", "entry-1"), visible(FINANCE, "page", "draft", "entry-1"));
        assertEquals(before, Withheld.soFar());
    }

    @Test
    void aChangedRuleHoldsForTheNextSearch() {
        inForce(WithRules.text().replace("resource.index == \"ledger\" &&", "resource.index == \"handbook\" &&"));

        var documents = documents(found(STAFF, Map.of("query", WORD, "mode", "lexical", "k", 50)));

        assertTrue(documents.stream().allMatch(document -> document.startsWith("entry-")) && !documents.isEmpty(), documents.toString());
    }

    private static float[] somewhere() {
        var vector = new float[384];
        vector[0] = 1;
        return vector;
    }

    private static void inForce(String text) {
        WithRules.put(text);
        var version = ContractFile.versionOf(WithRules.CONTRACT).orElseThrow();
        var until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!version.equals(given().get("/v1/contract").path("version"))) {
            assertTrue(System.nanoTime() < until, "the contract is not in force within 30 s");
        }
    }

    private static SearchReply found(GrantFixture who, Map<String, ?> body) {
        return given().header("Surety-Grant", who.signed())
                .contentType("application/json")
                .body(Bodies.json(body))
                .post("/v1/searches")
                .then()
                .statusCode(200)
                .extract()
                .as(SearchReply.class);
    }

    private static List<String> visible(GrantFixture who, String... documentIds) {
        return given().header("Surety-Grant", who.signed())
                .contentType("application/json")
                .body(Bodies.json(Map.of("documentIds", List.of(documentIds))))
                .post("/v1/visibilities")
                .then()
                .statusCode(200)
                .extract()
                .path("visible");
    }

    private static List<String> documents(SearchReply reply) {
        return reply.passages().stream().map(Passage::documentId).distinct().toList();
    }
}
