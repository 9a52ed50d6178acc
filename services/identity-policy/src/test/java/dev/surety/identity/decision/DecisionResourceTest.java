package dev.surety.identity.decision;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.event.EventSchema;
import dev.surety.event.Topics;
import dev.surety.identity.GrantKeysFile;
import dev.surety.local.testing.RealKeycloak;
import dev.surety.request.RequestId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With tokens of a real Keycloak, by the demo contract. erin is of the security team, which administers; alice and bob are not. */
@QuarkusTest
@QuarkusTestResource(value = RealKeycloak.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = GrantKeysFile.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = ScriptedIngestion.class, restrictToAnnotatedClass = true)
class DecisionResourceTest {

    private static final String NONE = "d-00000000000000000000000000000000";

    @Inject
    ObjectMapper json;

    @Inject
    @Connector("smallrye-in-memory")
    InMemoryConnector kafka;

    @Test
    void whatTheCallerMayDoIsSaidWithTheRuleAndTheVersion() {
        ask("alice", "{'action': 'search', 'resource': {'index': 'kestrel'}}")
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("decision", equalTo("allow"))
                .body("rule", equalTo("known-callers-search"))
                .body("reason", containsString("each document says for itself"))
                .body("policyVersion", equalTo(version()))
                .body("explanation", nullValue());
    }

    @Test
    void whatTheCallerMayNotDoIsSaidWithTheReason() {
        ask("alice", "{'action': 'use-tier', 'resource': {'tier': 'large', 'model': 'm', 'outside': true, 'region': 'eu', 'clearance': 3, 'indexes': ['kestrel']}}")
                .body("decision", equalTo("deny"))
                .body("rule", equalTo("nothing-of-clearance-3-leaves"))
                .body("reason", equalTo("Documents of clearance 3 never go to an outside model."));
        ask("alice", "{'action': 'administer'}").body("decision", equalTo("deny")).body("rule", equalTo("no-match"));
        ask("erin", "{'action': 'administer'}").body("decision", equalTo("allow")).body("rule", equalTo("security-administers"));
    }

    @Test
    void documentThatTheCallerMayReadIsAllowedByIdAndByUri() {
        read("alice", "d-staff").body("decision", equalTo("allow")).body("rule", equalTo("documents-decide-for-themselves")).body("explanation", nullValue());
        ask("alice", "{'action': 'read', 'resource': {'uri': 'corpus://kestrel/two places?.md'}}").body("decision", equalTo("allow"));
        read("ivy", "d-saltmarsh").body("decision", equalTo("allow"));
        read("alice", "d-public").body("decision", equalTo("allow"));
    }

    /** The bytes are the same, whatever keeps the document from the caller: its tags, its clearance, its tenant, or that there is none. */
    @ParameterizedTest
    @ValueSource(strings = {"d-people", "d-people-2", "d-not-alice", "d-nobody", "d-saltmarsh"})
    void deniedDocumentLooksLikeAMissingOne(String denied) {
        var missing = answer("alice", NONE);

        assertEquals(missing, answer("alice", denied));
        assertEquals("{\"decision\":\"deny\",\"rule\":\"no-match\",\"reason\":\"no rule allows it\",\"policyVersion\":\"%s\"}".formatted(version()), missing);
    }

    /** An administrator of one tenant is nobody in another. */
    @Test
    void documentOfAnotherTenantLooksLikeAMissingOneToAdministratorsToo() {
        assertEquals(answer("erin", NONE), answer("erin", "d-saltmarsh"));
        assertTrue(answer("erin", NONE).contains("\"access\":[]"));
    }

    @Test
    void administratorsReadWhyClauseByClauseAndWhichTagWouldGrantIt() throws JsonProcessingException {
        var said = json.readTree(read("erin", "d-people").statusCode(200).extract().asString());

        assertEquals(List.of("deny", "document-access"), List.of(said.path("decision").asText(), said.path("rule").asText()));
        assertEquals(
                json.readTree("""
                        {"documentId": "d-people", "index": "kestrel", "uri": "corpus://kestrel/people.md",
                         "access": {"tenant": "kestrel", "allow": ["group:people", "user:gina"], "deny": ["user:frank"], "clearance": 1}}"""),
                sorted(said.at("/explanation/document")));
        assertEquals(
                List.of(
                        "tenant true the document is of kestrel, the caller of kestrel",
                        "allow false the caller has none of group:people, user:gina",
                        "deny true the caller has none of user:frank",
                        "clearance true the document needs 1, the caller has 3"),
                clauses(said));
        assertEquals(List.of("search allow known-callers-search", "read allow documents-decide-for-themselves"), rules(said));
        // Nobody can be given user:gina.
        assertEquals(json.readTree("[\"group:people\"]"), said.at("/explanation/wouldGrant"));
        assertEquals(List.of("erin", "token"), List.of(said.at("/explanation/caller/user").asText(), said.at("/explanation/caller/from").asText()));
    }

    @Test
    void tagThatAloneWouldNotDoIsNotNamed() throws JsonProcessingException {
        var said = json.readTree(explain("{'user': 'alice', 'tags': ['group:kestrel-staff'], 'clearance': 1}", "d-people-2").statusCode(200).extract().asString());

        assertEquals(
                List.of(
                        "tenant true the document is of kestrel, the caller of kestrel",
                        "allow false the caller has none of group:people",
                        "deny true nobody is denied",
                        "clearance false the document needs 2, the caller has 1"),
                clauses(said));
        assertEquals(0, said.at("/explanation/wouldGrant").size());
        assertEquals("request", said.at("/explanation/caller/from").asText());
    }

    @Test
    void denialAndADocumentForNobodyAreExplained() throws JsonProcessingException {
        var notAlice = json.readTree(explain("{'user': 'alice', 'tags': ['group:kestrel-staff'], 'clearance': 1}", "d-not-alice").extract().asString());
        var nobody = json.readTree(explain("{'user': 'alice', 'tags': ['group:kestrel-staff'], 'clearance': 1}", "d-nobody").extract().asString());

        assertTrue(clauses(notAlice).contains("deny false the caller has user:alice"), () -> clauses(notAlice).toString());
        assertTrue(clauses(nobody).contains("allow false nobody is allowed"), () -> clauses(nobody).toString());
        assertEquals(0, notAlice.at("/explanation/wouldGrant").size() + nobody.at("/explanation/wouldGrant").size());
    }

    @Test
    void administratorsAskAboutSomebodyWhomTheDirectoryHolds() throws JsonProcessingException {
        var name = "dora-" + RequestId.next();
        var id = scim().body("{\"userName\": \"%s\", \"urn:ietf:params:scim:schemas:extension:surety:2.0:User\": {\"clearance\": 1}}".formatted(name))
                .post("/scim/v2/Users").then().statusCode(201).extract().<String>path("id");

        var before = json.readTree(explain("{'user': '" + name + "'}", "d-people").statusCode(200).extract().asString());
        scim().body("{\"displayName\": \"people/%s\", \"members\": [{\"value\": \"%s\"}]}".formatted(name, id)).post("/scim/v2/Groups").then().statusCode(201);
        var after = json.readTree(explain("{'user': '" + name + "'}", "d-people").statusCode(200).extract().asString());

        assertEquals(List.of("deny", "allow"), Stream.of(before, after).map(said -> said.path("decision").asText()).toList());
        assertEquals("directory", after.at("/explanation/caller/from").asText());
    }

    @Test
    void somebodyWhomTheDirectoryDoesNotKnowIsSaidToBeUnknown() {
        explain("{'user': 'nobody-knows'}", "d-people")
                .statusCode(404)
                .body("type", equalTo("https://surety.dev/problems/not-found"))
                .body("detail", equalTo("the directory does not know nobody-knows: send caller.tags and caller.clearance as the person's token says them"));
    }

    @Test
    void rolesThatWouldAllowAnActionAreNamed() {
        ask("erin", "{'action': 'administer', 'caller': {'user': 'alice', 'tags': [], 'clearance': 0}}")
                .body("decision", equalTo("deny"))
                .body("explanation.wouldGrant", contains("group:security"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'caller': {'user': 'bob'}", "'caller': {'user': 'alice'}", "'context': {'now': '2026-01-01T03:00:00Z'}"})
    void decisionsAboutOthersOrOtherTimesAreForAdministrators(String more) {
        ask("alice", "{'action': 'search', 'resource': {'index': 'kestrel'}, " + more + "}")
                .statusCode(403)
                .body("type", equalTo("https://surety.dev/problems/forbidden"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{'action': 'peek'}                                                            | action               | there is no action 'peek': use ask, search, read",
        "{'resource': {}}                                                              | action               | action is missing",
        "{'action': 'search'}                                                          | resource.index       | resource.index is missing: search takes resource.index (a text)",
        "{'action': 'search', 'resource': {'index': null}}                             | resource.index       | resource.index is missing",
        "{'action': 'search', 'resource': {'index': 7}}                                | resource.index       | resource.index is a text",
        "{'action': 'search', 'resource': {'index': 'a', 'corpus': 'b'}}               | resource.corpus      | the action search has no resource.corpus: search takes resource.index (a text)",
        "{'action': 'call-tool', 'resource': {'tool': 'search', 'writes': 'no'}}       | resource.writes      | resource.writes is true or false: call-tool takes",
        "{'action': 'answer', 'resource': {'tier': 'large', 'citations': 1.5, 'indexes': []}} | resource.citations | resource.citations is a whole number",
        "{'action': 'answer', 'resource': {'tier': 'large', 'citations': 1, 'indexes': [1]}}  | resource.indexes   | resource.indexes is a list of texts",
        "{'action': 'read'}                                                            | resource.documentId  | read takes resource.documentId or resource.uri",
        "{'action': 'read', 'resource': {'documentId': 'a', 'uri': 'b'}}               | resource.documentId  | there twice",
        "{'action': 'read', 'resource': {'documentId': 'a', 'clearance': 0}}           | resource.clearance   | resource.clearance is looked up",
        "{'action': 'read', 'resource': {'documentId': 7}}                             | resource.documentId  | is a text of 1 to 2000 characters",
        "{'action': 'administer', 'caller': {}}                                        | caller.user          | caller.user is the name of a person",
        "{'action': 'administer', 'caller': {'user': 'a', 'tags': []}}                 | caller.clearance     | go together",
        "{'action': 'administer', 'context': {'now': 'today'}}                         | context.now          | context.now is a time",
    })
    void whatIsWrongIsNamedWithTheWayOut(String body, String field, String detail) {
        ask("erin", body)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("https://surety.dev/problems/invalid-request"))
                .body("field", equalTo(field))
                .body("detail", containsString(detail));
    }

    @Test
    void withoutATokenNothingIsDecided() {
        given().contentType("application/json").body("{\"action\": \"administer\"}").post("/v1/decisions").then().statusCode(401);
        given().header("Authorization", "Bearer e30.e30.e30").contentType("application/json").body("{\"action\": \"administer\"}").post("/v1/decisions").then().statusCode(401);
    }

    @Test
    void whileIngestionDoesNotSayNothingIsGuessed() {
        read("alice", "d-down").statusCode(503).header("Retry-After", "2").body("type", equalTo("https://surety.dev/problems/unavailable")).body("decision", nullValue());
    }

    @Test
    void whatIsDecidedAboutTheCallerIsToldAsItWas() throws JsonProcessingException {
        var requestId = RequestId.next().toString();

        ask("alice", "{'action': 'read', 'resource': {'documentId': 'd-staff'}}", requestId).statusCode(200);

        var told = told(requestId, 2);
        assertEquals(
                List.of(requestId + "/identity-policy/0 search allow known-callers-search", requestId + "/identity-policy/1 read allow documents-decide-for-themselves"),
                told.stream().map(DecisionResourceTest::inShort).toList());
        assertEquals("alice", told.getFirst().at("/data/caller/subject").asText());
        assertEquals(json.readTree("{\"index\": \"kestrel\", \"documentId\": \"d-staff\", \"tenant\": \"kestrel\", \"clearance\": 1}"), told.getLast().at("/data/resource"));
    }

    @Test
    void denialIsToldWithItsRealRuleAndAnotherPersonsDecisionIsNot() throws JsonProcessingException {
        var denied = RequestId.next().toString();
        var aboutAlice = RequestId.next().toString();

        ask("alice", "{'action': 'read', 'resource': {'documentId': 'd-people'}}", denied).statusCode(200);
        ask("erin", "{'action': 'search', 'resource': {'index': 'kestrel'}, 'caller': {'user': 'alice', 'tags': [], 'clearance': 0}}", aboutAlice).statusCode(200);

        assertEquals(List.of(denied + "/identity-policy/0 read deny document-access"), told(denied, 1).stream().map(DecisionResourceTest::inShort).toList());
        var administer = told(aboutAlice, 1);
        assertEquals(List.of(aboutAlice + "/identity-policy/0 administer allow security-administers"), administer.stream().map(DecisionResourceTest::inShort).toList());
        assertEquals("erin", administer.getFirst().at("/data/caller/subject").asText());
    }

    @Test
    void policyCanBeAskedAtAnotherTime() {
        ask("erin", "{'action': 'search', 'resource': {'index': 'kestrel'}, 'context': {'now': '2026-01-01T03:00:00Z'}}")
                .body("decision", equalTo("allow"))
                .body("explanation.rules.action", hasItems("search"))
                .body("explanation.caller.tags", hasItems("group:security"))
                .body("explanation.wouldGrant", not(hasItems("group:security")));
    }

    private ValidatableResponse read(String caller, String document) {
        return ask(caller, "{'action': 'read', 'resource': {'documentId': '" + document + "'}}");
    }

    private ValidatableResponse explain(String about, String document) {
        return ask("erin", "{'action': 'read', 'resource': {'documentId': '" + document + "'}, 'caller': " + about + "}");
    }

    private String answer(String caller, String document) {
        return read(caller, document).statusCode(200).extract().asString();
    }

    private static ValidatableResponse ask(String caller, String body) {
        return ask(caller, body, RequestId.next().toString());
    }

    private static ValidatableResponse ask(String caller, String body, String requestId) {
        return given().header("Authorization", "Bearer " + RealKeycloak.tokenFor(caller))
                .header("X-Request-Id", requestId)
                .contentType("application/json")
                .body(body.replace('\'', '"'))
                .post("/v1/decisions")
                .then();
    }

    private static io.restassured.specification.RequestSpecification scim() {
        return given().header("Authorization", "Bearer " + RealKeycloak.serviceToken("provisioning")).contentType("application/scim+json");
    }

    /** What went to the topic of decisions about a request, once there is so much. */
    private List<JsonNode> told(String requestId, int many) throws JsonProcessingException {
        var end = Instant.now().plus(Duration.ofSeconds(20));
        var found = new ArrayList<JsonNode>();
        while (found.size() < many && Instant.now().isBefore(end)) {
            found.clear();
            for (var message : kafka.<String>sink("policy-changes").received()) {
                var metadata = message.getMetadata(OutgoingKafkaRecordMetadata.class).orElseThrow();
                if (requestId.equals(metadata.getKey())) {
                    assertEquals(Topics.POLICY_DECISIONS, metadata.getTopic());
                    assertEquals("[]", EventSchema.of("policy-decision.v1").violations(message.getPayload()));
                    found.add(json.readTree(message.getPayload()));
                }
            }
            Thread.onSpinWait();
        }
        return found;
    }

    private static String inShort(JsonNode event) {
        return "%s %s %s %s".formatted(
                event.path("id").asText(), event.at("/data/action").asText(), event.at("/data/effect").asText(), event.at("/data/rule").asText());
    }

    private static List<String> clauses(JsonNode said) {
        return said.at("/explanation/access").valueStream()
                .map(clause -> "%s %s %s".formatted(clause.path("clause").asText(), clause.path("holds").asText(), clause.path("detail").asText()))
                .toList();
    }

    private static List<String> rules(JsonNode said) {
        return said.at("/explanation/rules").valueStream()
                .map(rule -> "%s %s %s".formatted(rule.path("action").asText(), rule.path("effect").asText(), rule.path("rule").asText()))
                .toList();
    }

    /** Tags are a set. */
    private JsonNode sorted(JsonNode document) {
        var copy = document.deepCopy();
        var access = (com.fasterxml.jackson.databind.node.ObjectNode) copy.path("access");
        var allow = access.path("allow").valueStream().map(JsonNode::asText).sorted().toList();
        access.set("allow", json.valueToTree(allow));
        return copy;
    }

    private static String version() {
        return dev.surety.contract.ContractFile.read(java.nio.file.Path.of("../../deploy/contract.yaml")).version();
    }
}
