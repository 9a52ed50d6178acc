package dev.surety.identity.scim;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.identity.GrantKeysFile;
import dev.surety.identity.ScriptedIssuer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/** A group of a hundred thousand people, and one more. */
@QuarkusTest
@QuarkusTestResource(value = ScriptedIssuer.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = GrantKeysFile.class, restrictToAnnotatedClass = true)
class LargeGroupTest {

    private static final Logger LOG = Logger.getLogger(LargeGroupTest.class);
    private static final int MANY = 100_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    DataSource database;

    @Test
    void aHundredThousandMembersArePutPatchedFilteredAndRemoved() throws SQLException {
        var people = people();
        var all = members(people);
        var group = timed("create empty", () -> kestrel().body(Map.of("displayName", "everybody")).post("/scim/v2/Groups").then()).statusCode(201).extract().path("id");
        var address = "/scim/v2/Groups/" + group;

        timed("patch add all", () -> kestrel().body("{\"Operations\": [{\"op\": \"add\", \"path\": \"members\", \"value\": " + all + "}]}").patch(address).then())
                .statusCode(204);
        timed("put all again", () -> kestrel().queryParam("excludedAttributes", "members")
                        .body("{\"displayName\": \"everybody\", \"members\": " + all + "}").put(address).then())
                .statusCode(200);
        timed("patch remove one", () -> kestrel().body(
                        "{\"Operations\": [{\"op\": \"remove\", \"path\": \"members[value eq \\\"" + people.getFirst() + "\\\"]\"}]}").patch(address).then())
                .statusCode(204);
        timed("patch add one", () -> kestrel().body("{\"Operations\": [{\"op\": \"add\", \"path\": \"members\", \"value\": " + members(people.subList(0, 1)) + "}]}")
                        .patch(address).then())
                .statusCode(204);
        timed("get all", () -> kestrel().get(address).then()).statusCode(200).body("members.size()", equalTo(MANY));
        timed("filter by name", () -> kestrel().queryParam("filter", "userName eq \"many-050000\"").get("/scim/v2/Users").then())
                .statusCode(200).body("totalResults", equalTo(1));
        timed("filter over all", () -> kestrel().queryParam("filter", "userName ew \"-050000\" or title pr").get("/scim/v2/Users").then())
                .statusCode(200).body("totalResults", equalTo(1));
        timed("page in the middle", () -> kestrel().queryParam("startIndex", 50_000).queryParam("count", 100).get("/scim/v2/Users").then())
                .statusCode(200).body("itemsPerPage", equalTo(100));
        timed("delete", () -> kestrel().delete(address).then()).statusCode(204);
    }

    @Test
    void aBodyBeyondTheLimitIsRefusedBeforeItIsSent() throws IOException {
        try (var socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.getOutputStream().write("POST /scim/v2/Users HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n".formatted(33 * 1024 * 1024).getBytes(US_ASCII));

            var status = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII)).readLine();

            assertEquals("HTTP/1.1 413 Request Entity Too Large", status);
        }
    }

    private List<String> people() throws SQLException {
        // The tenant's first change makes its row.
        kestrel().body(Map.of("userName", "first")).post("/scim/v2/Users").then().statusCode(201);
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement(
                        """
                        INSERT INTO person (id, tenant, name, folded_name, active, more, created_at, changed_at)
                        SELECT gen_random_uuid(), 'kestrel', n, n, true, '{}', now(), now() FROM (SELECT 'many-' || to_char(i, 'FM000000') AS n FROM generate_series(0, ?) i) s
                        RETURNING id
                        """)) {
            insert.setInt(1, MANY - 1);
            var people = new ArrayList<String>();
            try (var ids = insert.executeQuery()) {
                while (ids.next()) {
                    people.add(ids.getString(1));
                }
            }
            return people;
        }
    }

    private static String members(List<String> people) {
        return people.stream().map(id -> "{\"value\": \"" + id + "\", \"type\": \"User\"}").collect(Collectors.joining(",", "[", "]"));
    }

    private static ValidatableResponse timed(String what, Supplier<ValidatableResponse> request) {
        var start = Instant.now();
        var response = request.get();
        var took = Duration.between(start, Instant.now());
        LOG.infof("large group step=\"%s\" tookMs=%d", what, took.toMillis());
        assertTrue(took.compareTo(PATIENCE) < 0, what + " took " + took);
        return response;
    }

    private static RequestSpecification kestrel() {
        return given().header("Authorization", "Bearer " + ScriptedIssuer.serviceToken("provisioning")).contentType("application/scim+json");
    }
}
