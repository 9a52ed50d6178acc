package dev.surety.local.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.postgresql.Driver;

/** The servers as other modules' tests get them. */
class RealServersIT {

    @Test
    void personsTokenCarriesWhatGrantsAreMadeOf() throws IOException {
        JsonNode claims = claims(RealKeycloak.tokenFor("bob"));

        assertEquals("surety", claims.path("aud").asText());
        assertEquals("bob", claims.path("preferred_username").asText());
        assertEquals("kestrel", claims.path("tenant").asText());
        assertEquals(1, claims.path("clearance").asInt());
        assertEquals(Set.of("kestrel-staff", "engineering", "engineering/platform"), texts(claims.path("groups")));
        assertEquals(false, claims.has("service"));
        assertEquals(false, claims.path("sub").asText().isEmpty());
        assertEquals(RealKeycloak.issuer(), claims.path("iss").asText());
    }

    @Test
    void evaluationIsAServiceOnlyInItsOwnName() throws IOException {
        JsonNode own = claims(RealKeycloak.serviceToken("surety-evaluation"));
        JsonNode forCarol = claims(RealKeycloak.tokenFor("carol", "surety-evaluation"));

        assertEquals("evaluation", own.path("service").asText());
        assertEquals("surety", own.path("aud").asText());
        assertEquals(false, forCarol.has("service"));
        assertEquals("surety", forCarol.path("aud").asText());
    }

    @Test
    void ingestionIsAService() throws IOException {
        JsonNode claims = claims(RealKeycloak.serviceToken("surety-ingestion"));

        assertEquals("ingestion", claims.path("service").asText());
        assertEquals("surety", claims.path("aud").asText());
    }

    @Test
    void anotherApplicationsTokenIsNotForUs() throws IOException {
        JsonNode claims = claims(RealKeycloak.tokenFor("alice", "other-app"));

        assertEquals("alice", claims.path("preferred_username").asText());
        assertEquals(false, texts(claims.path("aud")).contains("surety") || claims.path("aud").asText().equals("surety"));
    }

    @Test
    void schemaIsFreshAndItsRolesOwn() throws SQLException {
        Map<String, String> config = freshSchema("attic");
        execute(config, "CREATE TABLE boxes (id int)");

        freshSchema("attic");
        execute(config, "CREATE TABLE boxes (id int)");

        assertEquals("attic", config.get("quarkus.datasource.username"));
    }

    @Test
    void wholeDocumentFitsIntoItsTopicAndNoOther() throws Exception {
        String servers = RealKafka.bootstrapServers();
        byte[] document = new byte[50 * 1024 * 1024];
        ThreadLocalRandom.current().nextBytes(document);

        try (var producer = producer(servers)) {
            var sent = producer.send(new ProducerRecord<>("surety.source-documents.v1", "corpus://x", document)).get();
            assertEquals(document.length, sent.serializedValueSize());

            var refused = producer.send(new ProducerRecord<>("surety.answers.v1", "r", document));
            assertThrows(ExecutionException.class, refused::get);
        }
    }

    @Test
    void topicsHaveFourPartitionsAndADeadLetterPartner() throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", RealKafka.bootstrapServers()))) {
            var topics = admin.describeTopics(List.of("surety.answers.v1", "surety.answers.dlq.v1")).allTopicNames().get();

            assertEquals(4, topics.get("surety.answers.v1").partitions().size());
            assertEquals(4, topics.get("surety.answers.dlq.v1").partitions().size());
        }
    }

    @Test
    void vectorsAreSearchedBehindAFilter() throws Exception {
        put("/seen", """
                {"settings": {"index.knn": true, "number_of_replicas": 0},
                 "mappings": {"properties": {"tag": {"type": "keyword"}, "vector": {"type": "knn_vector", "dimension": 2,
                   "method": {"name": "hnsw", "engine": "lucene", "space_type": "cosinesimil"}}}}}""");
        put("/seen/_doc/hidden?refresh=true", "{\"tag\": \"no\", \"vector\": [1, 0]}");
        put("/seen/_doc/shown?refresh=true", "{\"tag\": \"yes\", \"vector\": [0, 1]}");

        JsonNode found = put("/seen/_search", """
                {"query": {"knn": {"vector": {"vector": [1, 0], "k": 1, "filter": {"term": {"tag": "yes"}}}}}}""");

        assertEquals(1, found.path("hits").path("hits").size());
        assertEquals("shown", found.path("hits").path("hits").path(0).path("_id").asText());
    }

    private static JsonNode put(String path, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(RealOpenSearch.url() + path))
                .header("Content-Type", "application/json")
                .method(path.endsWith("_search") ? "POST" : "PUT", HttpRequest.BodyPublishers.ofString(body))
                .build();
        return new ObjectMapper().readTree(HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    private static KafkaProducer<String, byte[]> producer(String servers) {
        return new KafkaProducer<>(Map.of("bootstrap.servers", servers, "max.request.size", 64 * 1024 * 1024, "buffer.memory", 128L * 1024 * 1024),
                new StringSerializer(), new ByteArraySerializer());
    }

    private static Map<String, String> freshSchema(String name) {
        var postgres = new RealPostgres();
        postgres.init(new HashMap<>(Map.of("schema", name)));
        return postgres.start();
    }

    private static void execute(Map<String, String> config, String sql) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", config.get("quarkus.datasource.username"));
        properties.setProperty("password", config.get("quarkus.datasource.password"));
        try (var connection = new Driver().connect(config.get("quarkus.datasource.jdbc.url"), properties);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static JsonNode claims(String token) throws IOException {
        return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    }

    private static Set<String> texts(JsonNode list) {
        var texts = new TreeSet<String>();
        list.forEach(node -> texts.add(node.asText()));
        return texts;
    }
}
