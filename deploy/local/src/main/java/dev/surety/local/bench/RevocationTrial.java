package dev.surety.local.bench;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.surety.event.CloudEvent;
import dev.surety.event.DocumentChange;
import dev.surety.event.DocumentEvents;
import dev.surety.event.Topics;
import dev.surety.local.bench.Services.Reply;
import dev.surety.local.state.Site;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Trials of one run: one document each, of the tenant kestrel, in an index of their own. */
final class RevocationTrial implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();
    private static final String INDEX = "bench";
    private static final String TENANT = "kestrel";
    private static final Duration WARM_UP = Duration.ofSeconds(60);
    private static final Duration GIVE_UP = Duration.ofSeconds(120);
    private static final long WARM_UP_PAUSE_MS = 200;
    private static final long PAUSE_MS = 25;

    private final Services services;
    private final Askers askers;
    private final Readers readers;
    private final String run;
    private final KafkaProducer<String, byte[]> producer;
    private int number;

    RevocationTrial(Site site, String run) {
        this.services = new Services(site);
        this.askers = new Askers(site, services);
        this.readers = new Readers(site, services);
        this.run = run;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", "127.0.0.1:" + site.ports().of("kafka"), "acks", "all"), new StringSerializer(), new ByteArraySerializer());
    }

    /** A way on which words of a document are seen. */
    enum Way {
        SEARCH("search"),
        CACHE("cached answer"),
        RECORD("stored answer");

        private final String label;

        Way(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /** A document and what is asked about it. */
    private record Canary(String uri, String watchword, String words) {

        String documentId() {
            return DocumentEvents.documentId(INDEX, uri);
        }

        String question() {
            return "What is the watchword of revocation trial " + words + "?";
        }

        String content() {
            return "# Revocation trial %s\n\nThe watchword of revocation trial %1$s is %s.\n".formatted(words, watchword);
        }
    }

    /** What everybody holds when the document is taken away. */
    private record Warm(Map<String, String> token, Map<String, String> grant, String requestId) {}

    /** How long each way went on showing the document; empty when it never showed on all of them. */
    Optional<Map<Way, Duration>> run(Taken kind) throws IOException, InterruptedException {
        var words = run.replaceAll("\\D", "") + " " + number;
        var canary = new Canary("surety-bench://revocation/%s/%d".formatted(run, number++), UUID.randomUUID().toString().substring(0, 18), words);
        if (kind == Taken.GROUP) {
            readers.join();
        }
        try {
            publish(canary, kind);
            var warm = warm(canary);
            return warm == null ? Optional.empty() : Optional.of(taken(canary, kind, warm));
        } finally {
            delete(canary);
        }
    }

    @Override
    public void close() {
        producer.close();
    }

    private @Nullable Warm warm(Canary canary) throws IOException, InterruptedException {
        var until = System.nanoTime() + WARM_UP.toNanos();
        while (System.nanoTime() < until) {
            var token = askers.headers(Taken.PERSON);
            var grant = grant(token);
            if (shows(canary, search(canary, grant))) {
                var reply = ask(canary, token);
                var requestId = reply.body().path("requestId").asText();
                var cached = reply.body().path("cache").asText().equals("exact");
                if (shows(canary, reply) && cached && opens(canary, requestId, token, until)) {
                    return new Warm(token, grant, requestId);
                }
            }
            TimeUnit.MILLISECONDS.sleep(WARM_UP_PAUSE_MS);
        }
        return null;
    }

    private boolean opens(Canary canary, String requestId, Map<String, String> token, long until) throws IOException, InterruptedException {
        while (System.nanoTime() < until) {
            if (shows(canary, record(requestId, token))) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(WARM_UP_PAUSE_MS);
        }
        return false;
    }

    private Map<Way, Duration> taken(Canary canary, Taken kind, Warm warm) throws IOException, InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var began = System.nanoTime();
            switch (kind) {
                case ACCESS -> close(canary);
                case DELETION -> delete(canary);
                case GROUP -> readers.leave();
            }
            var lags = new EnumMap<Way, Future<Duration>>(Way.class);
            lags.put(Way.SEARCH, threads.submit(() -> lag(began, () -> hides(canary, search(canary, warm.grant())))));
            lags.put(Way.CACHE, threads.submit(() -> lag(began, () -> hides(canary, ask(canary, warm.token())))));
            lags.put(Way.RECORD, threads.submit(() -> lag(began, () -> hides(canary, record(warm.requestId(), warm.token())))));
            var measured = new EnumMap<Way, Duration>(Way.class);
            for (var lag : lags.entrySet()) {
                measured.put(lag.getKey(), lag.getValue().get());
            }
            return measured;
        } catch (ExecutionException broken) {
            throw new IOException("a way could not be looked at", broken.getCause());
        }
    }

    @FunctionalInterface
    private interface Look {

        boolean hides() throws IOException, InterruptedException;
    }

    /** Until a look shows nothing, and the next one neither: what comes back was not gone. */
    private static Duration lag(long began, Look look) throws IOException, InterruptedException {
        while (true) {
            if (look.hides()) {
                var gone = Duration.ofNanos(System.nanoTime() - began);
                if (look.hides()) {
                    return gone;
                }
            }
            if (System.nanoTime() - began > GIVE_UP.toNanos()) {
                return GIVE_UP;
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
        }
    }

    private Map<String, String> grant(Map<String, String> token) throws IOException, InterruptedException {
        var reply = services.post("identity-policy", "/v1/grants", token, Map.of("audience", List.of("retrieval")));
        if (reply.status() != 200) {
            throw new IOException("identity-policy gives no grant (status " + reply.status() + ")");
        }
        return Map.of("Surety-Grant", reply.body().path("grant").asText());
    }

    private Reply search(Canary canary, Map<String, String> grant) throws IOException, InterruptedException {
        return services.post("retrieval", "/v1/searches", grant, Map.of("query", canary.question(), "filters", Map.of("indexes", List.of(INDEX))));
    }

    private Reply ask(Canary canary, Map<String, String> token) throws IOException, InterruptedException {
        return services.post("inference", "/v1/answers", token, Map.of("question", canary.question()));
    }

    private Reply record(String requestId, Map<String, String> token) throws IOException, InterruptedException {
        return services.get("evaluation", "/v1/answer-records/" + requestId, token);
    }

    private static boolean shows(Canary canary, Reply reply) {
        return says(reply) && reply.raw().contains(canary.watchword());
    }

    /** A refusal hides; who can't be asked has not said that it is gone. */
    private static boolean hides(Canary canary, Reply reply) {
        return says(reply) && !reply.raw().contains(canary.watchword());
    }

    private static boolean says(Reply reply) {
        return reply.status() < 500 && reply.status() != 429;
    }

    private void publish(Canary canary, Taken kind) throws IOException, InterruptedException {
        send(canary, DocumentEvents.UPSERTED, new DocumentChange(
                INDEX, canary.uri(), null, "text/markdown", canary.content(), null, Instant.now(), TENANT, List.of(kind.tag()), List.of(), 0));
    }

    private void close(Canary canary) throws IOException, InterruptedException {
        send(canary, DocumentEvents.ACCESS_CHANGED,
                new DocumentChange(INDEX, canary.uri(), null, null, null, null, null, TENANT, List.of(), List.of(), 0));
    }

    private void delete(Canary canary) throws IOException, InterruptedException {
        send(canary, DocumentEvents.DELETED,
                new DocumentChange(INDEX, canary.uri(), null, null, null, null, Instant.now(), null, null, null, null));
    }

    private void send(Canary canary, String type, DocumentChange change) throws IOException, InterruptedException {
        var event = CloudEvent.of(UUID.randomUUID().toString(), "/bench/revocation", type, canary.uri(), Instant.now(), change);
        try {
            producer.send(new ProducerRecord<>(Topics.SOURCE_DOCUMENTS, canary.uri(), JSON.writeValueAsBytes(event))).get();
        } catch (ExecutionException refused) {
            throw new IOException("Kafka did not take an event: " + refused.getCause().getMessage(), refused);
        }
    }
}
