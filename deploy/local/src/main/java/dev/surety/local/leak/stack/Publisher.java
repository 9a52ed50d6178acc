package dev.surety.local.leak.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.surety.event.CloudEvent;
import dev.surety.event.DocumentChange;
import dev.surety.event.DocumentEvents;
import dev.surety.event.Topics;
import dev.surety.grant.Access;
import dev.surety.local.leak.world.Document;
import dev.surety.local.leak.world.Move;
import dev.surety.local.state.Site;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes what happens to documents. */
public final class Publisher implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();
    private static final String TYPE = "text/markdown";

    private final KafkaProducer<String, byte[]> producer;

    public Publisher(Site site) {
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", "127.0.0.1:" + site.ports().of("kafka"), "acks", "all", "linger.ms", 5),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Sends an event and returns when Kafka has it. */
    public void tell(Move move) throws IOException, InterruptedException {
        switch (move) {
            case Move.AccessChanged(var document, var access) -> await(access(document, access));
            case Move.Deleted(var document) -> await(deleted(document));
            case Move.Created(var document, var access) -> await(upserted(document, access));
            case Move.Moved _ -> throw new IllegalArgumentException("people are told of by their directory");
        }
    }

    /** The document with its words. */
    public Future<RecordMetadata> upserted(Document document, Access access) throws IOException {
        return send(document, DocumentEvents.UPSERTED, new DocumentChange(document.index(), document.uri(), null, TYPE, document.content(), null,
                Instant.now(), access.tenant(), access.allow().stream().sorted().toList(), access.deny().stream().sorted().toList(), access.clearance()));
    }

    public Future<RecordMetadata> deleted(Document document) throws IOException {
        return send(document, DocumentEvents.DELETED,
                new DocumentChange(document.index(), document.uri(), null, null, null, null, Instant.now(), null, null, null, null));
    }

    public Future<RecordMetadata> access(Document document, Access access) throws IOException {
        return send(document, DocumentEvents.ACCESS_CHANGED, new DocumentChange(document.index(), document.uri(), null, null, null, null, null,
                access.tenant(), access.allow().stream().sorted().toList(), access.deny().stream().sorted().toList(), access.clearance()));
    }

    /** @throws IOException when Kafka does not take it */
    public static void await(Future<RecordMetadata> sent) throws IOException, InterruptedException {
        try {
            sent.get();
        } catch (ExecutionException refused) {
            throw new IOException("Kafka did not take an event: " + refused.getCause().getMessage(), refused);
        }
    }

    @Override
    public void close() {
        producer.close();
    }

    private Future<RecordMetadata> send(Document document, String type, DocumentChange change) throws IOException {
        try {
            var event = CloudEvent.of(UUID.randomUUID().toString(), "/leak-test", type, document.uri(), Instant.now(), change);
            return producer.send(new ProducerRecord<>(Topics.SOURCE_DOCUMENTS, document.uri(), JSON.writeValueAsBytes(event)));
        } catch (JsonProcessingException ourOwnMessage) {
            throw new IOException(ourOwnMessage);
        }
    }
}
