package dev.surety.evaluation.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.surety.event.CloudEvent;
import dev.surety.event.SliceWindow;
import dev.surety.event.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Writes counts as replicas do, and reads what everybody is told. */
public final class SloTopic implements AutoCloseable {

    private final ObjectMapper json;
    private final String servers;
    private final KafkaProducer<String, byte[]> producer;

    public SloTopic(String servers, ObjectMapper json) {
        this.servers = servers;
        this.json = json;
        this.producer = new KafkaProducer<>(Map.of("bootstrap.servers", servers), new StringSerializer(), new ByteArraySerializer());
    }

    /** Publishes a window under an id that says replica, objective and time. */
    public void publish(SliceWindow window) {
        publish(window.replica() + "/" + window.objective() + "/" + window.startsAt(), window);
    }

    /** Publishes a window under an event id. */
    public void publish(String id, SliceWindow window) {
        try {
            send(window.objective(), json.writeValueAsBytes(CloudEvent.of(id, "/surety/" + window.service(), SliceWindow.TYPE, window.objective(), Instant.now(), window)));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Any bytes, or none; waits until Kafka has them. */
    public void send(String key, byte @Nullable [] value) {
        try {
            producer.send(new ProducerRecord<>(Topics.SLO_STATUS, key, value)).get();
        } catch (ExecutionException refused) {
            throw new IllegalStateException(refused.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    public void send(String key, String value) {
        send(key, value.getBytes(StandardCharsets.UTF_8));
    }

    /** The events of a topic so far that have this key, oldest first. */
    public List<JsonNode> read(String topic, String key) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", servers, "enable.auto.commit", false), new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream().map(part -> new TopicPartition(topic, part.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var found = new ArrayList<ConsumerRecord<String, byte[]>>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
            }
            return found.stream().filter(record -> key.equals(record.key())).map(this::tree).toList();
        }
    }

    @Override
    public void close() {
        producer.close();
    }

    private JsonNode tree(ConsumerRecord<String, byte[]> record) {
        try {
            return json.readTree(record.value() == null ? new byte[0] : record.value());
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }
}
