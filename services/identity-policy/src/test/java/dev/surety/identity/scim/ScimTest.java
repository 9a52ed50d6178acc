package dev.surety.identity.scim;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.identity.GrantKeysFile;
import dev.surety.identity.ScriptedIssuer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.DecoderConfig;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a provisioner sees at /scim/v2, over HTTP. */
@QuarkusTest
@QuarkusTestResource(value = ScriptedIssuer.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = GrantKeysFile.class, restrictToAnnotatedClass = true)
class ScimTest {

    private static final String SCIM = "application/scim+json";
    private static final RestAssuredConfig UTF_8 = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig().defaultContentCharset(StandardCharsets.UTF_8))
            .decoderConfig(DecoderConfig.decoderConfig().defaultContentCharset(StandardCharsets.UTF_8));
    private static final String EXTENSION = "urn:ietf:params:scim:schemas:extension:surety:2.0:User";

    // --- Users -----------------------------------------------------------------------------------------

    @Test
    void aUserIsGivenBackAsItWasWritten() {
        var name = unique("rita");

        var created = kestrel().body("""
                {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "%s", "externalId": "e-%s", "active": true,
                 "name": {"givenName": "Rita", "familyName": "Rook"}, "emails": [{"value": "rita@k.example", "type": "work"}],
                 "%s": {"clearance": 2}, "password": "secret"}""".formatted(name, name, EXTENSION)).post("/scim/v2/Users").then();

        var id = created.statusCode(201).contentType(SCIM).extract().path("id").toString();
        created.header("Location", endsWith("/scim/v2/Users/" + id));
        read(id).statusCode(200)
                .contentType(SCIM)
                .body("userName", equalTo(name))
                .body("externalId", equalTo("e-" + name))
                .body("active", equalTo(true))
                .body("name.familyName", equalTo("Rook"))
                .body("emails[0].value", equalTo("rita@k.example"))
                .body("schemas", hasItems("urn:ietf:params:scim:schemas:core:2.0:User", EXTENSION))
                .body("'" + EXTENSION + "'.clearance", equalTo(2))
                .body("meta.resourceType", equalTo("User"))
                .body("meta.location", endsWith("/scim/v2/Users/" + id))
                .body("meta.created", notNullValue())
                .body("$", not(hasKey("password")));
    }

    @Test
    void putReplacesAndPatchChangesAndDeleteRemoves() {
        var name = unique("sam");
        var id = user(name);

        kestrel().body(Map.of("userName", name, "displayName", "Sam")).put("/scim/v2/Users/" + id).then().statusCode(200).body("displayName", equalTo("Sam"));
        kestrel().body(patch("{\"op\": \"Replace\", \"path\": \"active\", \"value\": \"False\"}, {\"op\": \"add\", \"value\": {\"nickName\": \"S\"}}, "
                + "{\"op\": \"remove\", \"path\": \"displayName\"}, {\"op\": \"add\", \"path\": \"" + EXTENSION + ":clearance\", \"value\": 3}"))
                .patch("/scim/v2/Users/" + id)
                .then()
                .statusCode(200)
                .body("active", equalTo(false))
                .body("nickName", equalTo("S"))
                .body("$", not(hasKey("displayName")))
                .body("'" + EXTENSION + "'.clearance", equalTo(3));
        kestrel().delete("/scim/v2/Users/" + id).then().statusCode(204);

        refused(read(id), 404, null);
        refused(kestrel().delete("/scim/v2/Users/" + id).then(), 404, null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "userName eq \"%s-b\" | b",
        "USERNAME EQ \"%S-B\" | b",
        "userName sw \"%s\" and active eq false | c",
        "userName sw \"%s\" and (externalId eq \"x-%s-a\" or displayName co \"see\") | a,c",
        "userName sw \"%s\" and displayName pr | b,c",
        "userName sw \"%s\" and not (displayName pr) | a",
        "externalId eq \"x-%s-a\" | a",
        "userName eq \"nobody-%s\" | ''"
    })
    void filtersFind(String filter, String expected) {
        var prefix = unique("filter");
        kestrel().body(Map.of("userName", prefix + "-a", "externalId", "x-" + prefix + "-a")).post("/scim/v2/Users").then().statusCode(201);
        kestrel().body(Map.of("userName", prefix + "-b", "displayName", "Bee")).post("/scim/v2/Users").then().statusCode(201);
        kestrel().body(Map.of("userName", prefix + "-c", "displayName", "See", "active", false)).post("/scim/v2/Users").then().statusCode(201);
        var names = expected.isEmpty() ? List.<String>of() : List.of(expected.split(",")).stream().map(letter -> prefix + "-" + letter).toList();

        var found = kestrel().queryParam("filter", filter.replace("%s", prefix).replace("%S", prefix.toUpperCase())).get("/scim/v2/Users").then();

        found.statusCode(200).body("totalResults", equalTo(names.size())).body("Resources.userName", equalTo(names));
    }

    @Test
    void pagesFollowEachOther() {
        var prefix = unique("page");
        IntStream.range(0, 5).forEach(number -> user(prefix + number));

        var pages = IntStream.of(1, 3, 5, 7)
                .mapToObj(start -> kestrel().queryParam("filter", "userName sw \"" + prefix + "\"").queryParam("startIndex", start).queryParam("count", 2)
                        .get("/scim/v2/Users").then().statusCode(200).body("totalResults", equalTo(5)).body("startIndex", equalTo(start))
                        .extract().<List<String>>path("Resources.userName"))
                .toList();

        assertEquals(List.of(List.of(prefix + 0, prefix + 1), List.of(prefix + 2, prefix + 3), List.of(prefix + 4), List.of()), pages);
        kestrel().queryParam("count", 0).get("/scim/v2/Users").then().statusCode(200).body("Resources", hasSize(0)).body("itemsPerPage", equalTo(0));
        kestrel().queryParam("count", 1).get("/scim/v2/Users").then().statusCode(200).body("Resources", hasSize(1));
    }

    @Test
    void onlyTheAttributesThatAreWantedAreShown() {
        var id = kestrel().body("""
                {"userName": "%s", "name": {"givenName": "A", "familyName": "B"}, "displayName": "C", "%s": {"clearance": 1}}"""
                .formatted(unique("trim"), EXTENSION)).post("/scim/v2/Users").then().statusCode(201).extract().path("id").toString();

        kestrel().queryParam("attributes", "displayName,name.givenName").get("/scim/v2/Users/" + id).then()
                .body("keySet()", containsInAnyOrder("schemas", "id", "displayName", "name")).body("name.keySet()", contains("givenName"));
        kestrel().queryParam("excludedAttributes", "name.givenName,meta,id").get("/scim/v2/Users/" + id).then()
                .body("keySet()", containsInAnyOrder("schemas", "id", "userName", "active", "displayName", "name", EXTENSION))
                .body("name.keySet()", contains("familyName"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{}", "{'userName': 7}", "{'userName': ''}", "{'userName': ' a'}", "{'userName': 'a\\u0000b'}", "{'userName': 'a\\u200bb'}", "{'userName': 'a\\u202eb'}",
        "{'userName': 'ok', 'active': 'perhaps'}", "{'userName': 'ok', 'externalId': 'a\\u0007'}",
        "{'userName': 'ok', 'urn:ietf:params:scim:schemas:extension:surety:2.0:User': {'clearance': -1}}",
        "{'userName': 'ok', 'urn:ietf:params:scim:schemas:extension:surety:2.0:User': {'clearance': 1.5}}",
        "{'userName': 'ok', 'schemas': ['urn:ietf:params:scim:schemas:core:2.0:Group']}"
    })
    void aUserThatIsNoneIsRefused(String body) {
        refused(kestrel().body(body.replace('\'', '"')).post("/scim/v2/Users").then(), 400, "invalidValue");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "7", "\"a\"", "{\"userName\": \"a\"", "\u0000"})
    void whatIsNoJsonObjectIsRefused(String body) {
        refused(kestrel().body(body).post("/scim/v2/Users").then(), 400, "invalidSyntax");
    }

    @ParameterizedTest
    @ValueSource(strings = {"userName", "userName eq", "userName eq \"a", "((userName pr)", "userName like \"a\"", "userName eq \"a\" or", "'"})
    void whatIsNoFilterIsRefused(String filter) {
        refused(kestrel().queryParam("filter", filter).get("/scim/v2/Users").then(), 400, "invalidFilter");
    }

    @Test
    void anEndlessFilterIsRefusedBeforeItIsRead() {
        refused(kestrel().urlEncodingEnabled(false).queryParam("filter", "(".repeat(2_100) + "userName%20pr").get("/scim/v2/Users").then(), 400, "invalidFilter");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "o'brien; DROP TABLE person", "a,b", "say \"hi\"", "back\\slash", "per%cent_", "star*?", "slash/es", "plus+&=#", "Ünïcödé 名前", "аlice-cyrillic"
    })
    void namesOfOddButVisibleCharactersAreTakenAsTheyAre(String odd) {
        var name = odd + unique("");
        var escaped = name.replace("\\", "\\\\").replace("\"", "\\\"");

        var id = user(name);

        read(id).body("userName", equalTo(name));
        kestrel().queryParam("filter", "userName eq \"" + escaped + "\"").get("/scim/v2/Users").then()
                .statusCode(200).body("Resources.id", contains(id)).body("totalResults", equalTo(1));
    }

    @Test
    void namesThatDifferOnlyInCaseOrWidthOrCompositionAreOne() {
        var number = unique("");
        user("weiß-jos\u00e9-" + number);

        for (var twin : List.of("WEISS-JOS\u00c9-" + number, "weiss-jose\u0301-" + number, "\uff57eiß-jos\u00e9-" + number)) {
            refused(kestrel().body(Map.of("userName", twin)).post("/scim/v2/Users").then(), 409, "uniqueness");
        }
    }

    @Test
    void aRenameIntoATakenNameIsRefused() {
        var taken = unique("taken");
        user(taken);
        var id = user(unique("other"));

        refused(kestrel().body(Map.of("userName", taken.toUpperCase())).put("/scim/v2/Users/" + id).then(), 409, "uniqueness");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{'Operations': []} | invalidSyntax",
        "{'op': 'add'} | invalidSyntax",
        "{'Operations': [{'op': 'move', 'path': 'a', 'value': 1}]} | invalidSyntax",
        "{'Operations': [{'op': 'remove'}]} | noTarget",
        "{'Operations': [{'op': 'add', 'value': 'x'}]} | invalidValue",
        "{'Operations': [{'op': 'add', 'path': 'displayName'}]} | invalidValue",
        "{'Operations': [{'op': 'add', 'path': 'a[', 'value': 1}]} | invalidPath",
        "{'Operations': [{'op': 'replace', 'path': 'userName', 'value': ''}]} | invalidValue",
        "{'Operations': [{'op': 'remove', 'path': 'userName'}]} | invalidValue"
    })
    void aPatchThatIsNoneIsRefusedAndChangesNothing(String body, String scimType) {
        var name = unique("patched");
        var id = user(name);

        refused(kestrel().body(body.replace('\'', '"')).patch("/scim/v2/Users/" + id).then(), 400, scimType);

        read(id).body("userName", equalTo(name));
    }

    // --- Groups ----------------------------------------------------------------------------------------

    @Test
    void aGroupHoldsPeopleAndGroups() {
        var ann = user(unique("ann"));
        var inner = group(unique("inner"));
        var name = unique("outer/one");

        var outer = group(name, ann, inner);

        readGroup(outer)
                .statusCode(200)
                .body("displayName", equalTo(name))
                .body("members.value", containsInAnyOrder(ann, inner))
                .body("members.type", containsInAnyOrder("User", "Group"))
                .body("members.'$ref'", everyItem(startsWith("http")));
        kestrel().queryParam("excludedAttributes", "members").get("/scim/v2/Groups/" + outer).then().body("$", not(hasKey("members")));
        kestrel().queryParam("filter", "members[value eq \"" + ann + "\"]").get("/scim/v2/Groups").then().body("Resources.id", contains(outer));
        kestrel().queryParam("filter", "members.value eq \"" + inner + "\"").get("/scim/v2/Groups").then().body("Resources.id", contains(outer));
        kestrel().queryParam("filter", "displayName eq \"" + name + "\"").queryParam("attributes", "displayName").get("/scim/v2/Groups").then()
                .body("Resources.id", contains(outer)).body("Resources[0]", not(hasKey("members")));
    }

    @Test
    void membersArePutInAndTakenOut() {
        var ann = user(unique("ann"));
        var ben = user(unique("ben"));
        var cat = user(unique("cat"));
        var group = group(unique("team"), ann);

        patchGroup(group, "{\"op\": \"Add\", \"path\": \"members\", \"value\": [{\"value\": \"%s\"}, {\"value\": \"%s\"}]}".formatted(ann, ben)).statusCode(204);
        assertEquals(2, members(group).size());
        patchGroup(group, "{\"op\": \"remove\", \"path\": \"members[value eq \\\"%s\\\"]\"}".formatted(ann)).statusCode(204);
        assertEquals(List.of(ben), members(group));
        patchGroup(group, "{\"op\": \"replace\", \"value\": {\"displayName\": \"%s\", \"members\": [{\"value\": \"%s\"}]}}".formatted(unique("team"), cat))
                .statusCode(204);
        assertEquals(List.of(cat), members(group));
        patchGroup(group, "{\"op\": \"Remove\", \"path\": \"members\", \"value\": [{\"value\": \"%s\"}]}".formatted(cat)).statusCode(204);
        assertEquals(List.of(), members(group));
        patchGroup(group, "{\"op\": \"add\", \"path\": \"members\", \"value\": {\"value\": \"%s\"}}".formatted(ann)).statusCode(204);
        patchGroup(group, "{\"op\": \"remove\", \"path\": \"members\"}").statusCode(204);
        assertEquals(List.of(), members(group));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "/", "/a", "a/", "a//b", " a", "a/ b", "a\u0000", "a\u200bb", "a\u202eb", "a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a"
    })
    void aGroupsNameThatIsNoPathIsRefused(String name) {
        refused(kestrel().body(Map.of("displayName", name)).post("/scim/v2/Groups").then(), 400, "invalidValue");
    }

    @Test
    void groupsOfOneNameAreRefused() {
        var name = unique("Team");
        group(name);

        refused(kestrel().body(Map.of("displayName", name.toLowerCase())).post("/scim/v2/Groups").then(), 409, "uniqueness");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{'value': 'x'}]", "[{}]", "'x'", "7", "[7]", "[{'value': '00000000-0000-0000-0000-000000000000'}]"})
    void membersThatAreNoneAreRefused(String members) {
        var body = "{\"displayName\": \"%s\", \"members\": %s}".formatted(unique("odd"), members.replace('\'', '"'));

        refused(kestrel().body(body).post("/scim/v2/Groups").then(), 400, "invalidValue");
    }

    @Test
    void aCircleIsRefusedAlsoWhenItIsMadeInSteps() {
        var one = group(unique("one"));
        var two = group(unique("two"), one);
        var three = group(unique("three"), two);

        refused(patchGroup(one, adds(one)), 400, "invalidValue");
        refused(patchGroup(one, adds(two)), 400, "invalidValue");
        refused(patchGroup(one, adds(three)), 400, "invalidValue");

        assertEquals(List.of(), members(one));
    }

    @Test
    void twoHalvesOfACircleAtOnceAreNotBothTaken() throws Exception {
        for (var round = 0; round < 10; round++) {
            var one = group(unique("left"));
            var two = group(unique("right"));
            List<Callable<Integer>> halves = List.of(
                    () -> patchGroup(one, adds(two)).extract().statusCode(), () -> patchGroup(two, adds(one)).extract().statusCode());

            List<Integer> statuses;
            try (var threads = Executors.newFixedThreadPool(2)) {
                statuses = threads.invokeAll(halves).stream().map(half -> half.resultNow()).sorted().toList();
            }

            assertEquals(List.of(204, 400), statuses);
        }
    }

    @Test
    void groupsAreNestedToABound() {
        var outermost = group(unique("deep"));
        for (var depth = 2; depth <= 32; depth++) {
            outermost = group(unique("deep"), outermost);
        }
        var body = "{\"displayName\": \"%s\", \"members\": [{\"value\": \"%s\"}]}".formatted(unique("deep"), outermost);

        refused(kestrel().body(body).post("/scim/v2/Groups").then(), 400, "invalidValue");
    }

    @Test
    void aDeletedUserIsInNoGroup() {
        var ann = user(unique("ann"));
        var group = group(unique("team"), ann);

        kestrel().delete("/scim/v2/Users/" + ann).then().statusCode(204);

        assertEquals(List.of(), members(group));
    }

    // --- Who may -----------------------------------------------------------------------------------------

    @Test
    void anotherTenantsPeopleAndGroupsDoNotExist() {
        var name = unique("ann");
        var ann = user(name);
        var group = group(unique("team"), ann);

        refused(saltmarsh().get("/scim/v2/Users/" + ann).then(), 404, null);
        refused(saltmarsh().delete("/scim/v2/Users/" + ann).then(), 404, null);
        refused(saltmarsh().body(Map.of("userName", "x")).put("/scim/v2/Users/" + ann).then(), 404, null);
        refused(saltmarsh().body(patch(adds(ann))).patch("/scim/v2/Groups/" + group).then(), 404, null);
        saltmarsh().queryParam("filter", "userName eq \"" + name + "\"").get("/scim/v2/Users").then().body("totalResults", equalTo(0));
        refused(saltmarsh().body("{\"displayName\": \"%s\", \"members\": [{\"value\": \"%s\"}]}".formatted(unique("thieves"), ann)).post("/scim/v2/Groups").then(),
                400, "invalidValue");
        // A name is taken in its own tenant only.
        saltmarsh().body(Map.of("userName", name)).post("/scim/v2/Users").then().statusCode(201);
        read(ann).statusCode(200).body("userName", equalTo(name));
    }

    @Test
    void peopleAndOtherServicesAreRefused() {
        refused(as(ScriptedIssuer.token(unchanged -> {})).get("/scim/v2/Users").then(), 403, null);
        refused(as(ScriptedIssuer.serviceToken("ingestion")).get("/scim/v2/Users").then(), 403, null);
        refused(as(ScriptedIssuer.token(claims -> claims.setClaim("service", "provisioning"))).get("/scim/v2/Users").then(), 403, null);
    }

    @Test
    void nobodyIsRefusedInScimsForm() {
        refused(given().get("/scim/v2/Users").then(), 401, null);
        given().get("/scim/v2/Groups").then().statusCode(401).header("WWW-Authenticate", "Bearer").contentType(SCIM);
    }

    // --- The service -------------------------------------------------------------------------------------

    @Test
    void theServiceSaysWhatItCanDo() {
        given().get("/scim/v2/ServiceProviderConfig").then().statusCode(200).contentType(SCIM)
                .body("patch.supported", equalTo(true))
                .body("bulk.supported", equalTo(false))
                .body("filter.supported", equalTo(true))
                .body("filter.maxResults", equalTo(200))
                .body("sort.supported", equalTo(false))
                .body("etag.supported", equalTo(false))
                .body("changePassword.supported", equalTo(false))
                .body("authenticationSchemes[0].type", equalTo("oauthbearertoken"));
        given().get("/scim/v2/ResourceTypes").then().statusCode(200)
                .body("Resources.name", contains("User", "Group"))
                .body("Resources[0].schemaExtensions[0].schema", equalTo(EXTENSION));
        given().get("/scim/v2/ResourceTypes/Group").then().statusCode(200).body("endpoint", equalTo("/Groups"));
        given().get("/scim/v2/Schemas").then().statusCode(200).body("Resources.id", hasItem("urn:ietf:params:scim:schemas:core:2.0:User"));
        given().get("/scim/v2/Schemas/" + EXTENSION).then().statusCode(200).body("attributes.name", contains("clearance"));
        refused(given().get("/scim/v2/Schemas/urn:nothing").then(), 404, null);
    }

    @Test
    void aLargeBodyIsTakenHereAndNowhereElse() {
        var large = "x".repeat(40_000);

        kestrel().body(Map.of("userName", unique("large"), "title", large)).post("/scim/v2/Users").then().statusCode(201).body("title", equalTo(large));
        given().header("Authorization", "Bearer " + ScriptedIssuer.token(unchanged -> {})).body(large).post("/v1/grants").then().statusCode(413);
    }

    // --- Words ---------------------------------------------------------------------------------------------

    private static RequestSpecification kestrel() {
        return as(ScriptedIssuer.serviceToken("provisioning"));
    }

    private static RequestSpecification saltmarsh() {
        return as(ScriptedIssuer.serviceToken("provisioning-saltmarsh"));
    }

    private static RequestSpecification as(String token) {
        return given().config(UTF_8).header("Authorization", "Bearer " + token).contentType(SCIM).accept(SCIM);
    }

    private static String unique(String name) {
        return name + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static String user(String name) {
        return kestrel().body(Map.of("userName", name)).post("/scim/v2/Users").then().statusCode(201).extract().path("id");
    }

    private static String group(String name, String... members) {
        var body = Map.of("displayName", name, "members", List.of(members).stream().map(member -> Map.of("value", member)).toList());
        return kestrel().body(body).post("/scim/v2/Groups").then().statusCode(201).extract().path("id");
    }

    private static ValidatableResponse read(String user) {
        return kestrel().get("/scim/v2/Users/" + user).then();
    }

    private static ValidatableResponse readGroup(String group) {
        return kestrel().get("/scim/v2/Groups/" + group).then();
    }

    private static List<String> members(String group) {
        return readGroup(group).statusCode(200).extract().path("members.value");
    }

    private static ValidatableResponse patchGroup(String group, String operations) {
        return kestrel().body(patch(operations)).patch("/scim/v2/Groups/" + group).then();
    }

    private static String adds(String member) {
        return "{\"op\": \"add\", \"path\": \"members\", \"value\": [{\"value\": \"%s\"}]}".formatted(member);
    }

    private static String patch(String operations) {
        return "{\"schemas\": [\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"], \"Operations\": [" + operations + "]}";
    }

    private static void refused(ValidatableResponse response, int status, String scimType) {
        response.statusCode(status)
                .contentType(SCIM)
                .body("schemas", contains("urn:ietf:params:scim:api:messages:2.0:Error"))
                .body("status", equalTo(Integer.toString(status)))
                .body("scimType", equalTo(scimType))
                .body("detail", notNullValue());
    }
}
