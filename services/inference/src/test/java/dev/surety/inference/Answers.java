package dev.surety.inference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.surety.contract.BurnState;
import dev.surety.event.BurnStatus;
import dev.surety.event.CloudEvent;
import dev.surety.event.IndexChanged;
import dev.surety.event.SliceWindow;
import dev.surety.event.Topics;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What tests of the front door say again and again. */
final class Answers {

    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS).build();
    // Above those of any earlier run on the same Kafka.
    private static final AtomicLong REVISIONS = new AtomicLong(System.currentTimeMillis());

    private Answers() {}

    static ValidatableResponse ask(String question) {
        return ask("alice", Map.of("question", question));
    }

    static ValidatableResponse ask(String name, Object body) {
        return RestAssured.given()
                .header("Authorization", "Bearer token-of-" + name)
                .contentType("application/json")
                .body(body)
                .post("/v1/answers")
                .then();
    }

    /** Asks for an answer that no cache gives. */
    static ValidatableResponse askAnew(String name, String question) {
        return RestAssured.given()
                .header("Authorization", "Bearer token-of-" + name)
                .header("Cache-Control", "No-Cache")
                .contentType("application/json")
                .body(Map.of("question", question))
                .post("/v1/answers")
                .then();
    }

    /** Of the prompts that models got from {@link ScriptedPeers} at this address, those with this text. */
    static long prompts(String peers, String text) {
        var query = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        return Long.parseLong(RestAssured.given().urlEncodingEnabled(false).get(peers + "/scripted/prompts?" + query).asString());
    }

    /** Lets the cache know the state of the documents, as ingestion does. */
    static void announceIndex(String bootstrapServers) throws Exception {
        var event = """
                {"specversion":"1.0","id":"kestrel-0001@1","source":"surety-ingestion","type":"%s","subject":"kestrel","time":"2026-11-01T00:00:00Z",
                 "datacontenttype":"application/json","data":{"index":"kestrel","release":"kestrel-0001","revision":1,"documents":2}}"""
                .formatted(IndexChanged.TYPE);
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers, "acks", "all");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(Topics.INDEX_RELEASES, "kestrel", event)).get();
        }
    }

    /** Lets all replicas know how the answers' error budget does, as evaluation does. */
    static void tell(BurnState state, String bootstrapServers) throws Exception {
        var event = CloudEvent.of(
                UUID.randomUUID().toString(),
                "/surety/evaluation",
                BurnStatus.TYPE,
                SliceWindow.ANSWER,
                Instant.now(),
                new BurnStatus(
                        SliceWindow.ANSWER, state, Instant.now(), "by the test", BigDecimal.ONE, List.of(), REVISIONS.incrementAndGet(), Instant.now()));
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers, "acks", "all");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(Topics.SLO_STATUS, SliceWindow.ANSWER, JSON.writeValueAsString(event))).get();
        }
    }

    /** Asks until the answer comes from the cache. */
    static void untilCached(String question) {
        var until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!"exact".equals(ask(question).statusCode(200).extract().<String>path("cache"))) {
            if (System.nanoTime() > until) {
                throw new AssertionError("not cached within 30 s");
            }
        }
    }

    /** The record of a request, as soon as Kafka has it. */
    static JsonNode recordOf(String requestId, String bootstrapServers) throws Exception {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrapServers, "group.id", UUID.randomUUID().toString(), "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("surety.answers.v1"));
            var until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (System.nanoTime() < until) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    if (requestId.equals(record.key())) {
                        return JSON.readTree(record.value());
                    }
                }
            }
        }
        throw new AssertionError("no record of " + requestId + " within 30 s");
    }
}
