package dev.surety.ingestion.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.event.CloudEvent;
import dev.surety.event.DocumentChange;
import dev.surety.event.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What a source writes, and what the others read. */
public final class SourceTopic implements AutoCloseable {

    private final ObjectMapper json;
    private final String servers;
    private final KafkaProducer<String, byte[]> producer;

    public SourceTopic(String servers, ObjectMapper json) {
        this.json = json;
        this.servers = servers;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "max.request.size", 64 * 1024 * 1024, "buffer.memory", 96L * 1024 * 1024),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Publishes a change as a new event; returns the event's id. */
    public String publish(String type, DocumentChange change) {
        var id = UUID.randomUUID().toString();
        publish(id, type, change);
        return id;
    }

    public void publish(String id, String type, DocumentChange change) {
        try {
            var event = CloudEvent.of(id, "test", type, String.valueOf(change.uri()), Instant.now(), change);
            send(String.valueOf(change.uri()), json.writeValueAsBytes(event));
        } catch (IOException invalid) {
            throw new UncheckedIOException(invalid);
        }
    }

    /** Any bytes; waits until Kafka has them. */
    public void send(String key, byte[] value) {
        try {
            producer.send(new ProducerRecord<>(Topics.SOURCE_DOCUMENTS, key, value)).get();
        } catch (ExecutionException refused) {
            throw new IllegalStateException(refused.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    /** Everything on a topic so far whose record has this key. */
    public List<JsonNode> read(String topic, String key) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", servers, "enable.auto.commit", false), new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var found = new ArrayList<JsonNode>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (var one : consumer.poll(Duration.ofMillis(200))) {
                    if (key.equals(one.key())) {
                        found.add(json.readTree(one.value()));
                    }
                }
            }
            return found;
        } catch (IOException invalid) {
            throw new UncheckedIOException(invalid);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
