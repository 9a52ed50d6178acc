package dev.surety.evaluation.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.event.AnswerRecord;
import dev.surety.event.CloudEvent;
import dev.surety.event.DecisionMade;
import dev.surety.event.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Writes answers and decisions as inference does, and reads what others were told. */
public final class AnswersTopic implements AutoCloseable {

    private final ObjectMapper json;
    private final String servers;
    private final KafkaProducer<String, byte[]> producer;

    public AnswersTopic(String servers, ObjectMapper json) {
        this.servers = servers;
        this.json = json;
        this.producer = new KafkaProducer<>(Map.of("bootstrap.servers", servers), new StringSerializer(), new ByteArraySerializer());
    }

    /** Publishes the record of an answer as a new event. */
    public void publish(AnAnswer answer) {
        publish(UUID.randomUUID().toString(), answer.record());
    }

    /** Publishes a record under an event id. */
    public void publish(String eventId, AnswerRecord record) {
        send(record.requestId().toString(), event(eventId, record));
    }

    /** Publishes what the policy said. */
    public RecordMetadata publish(DecisionMade made) {
        return send(Topics.POLICY_DECISIONS, made.requestId().toString(), event(made));
    }

    /** Any bytes, or none, among the answers; waits until Kafka has them. */
    public RecordMetadata send(String key, byte @Nullable [] value) {
        return send(Topics.ANSWERS, key, value);
    }

    /** Any bytes, or none; waits until Kafka has them. */
    public RecordMetadata send(String topic, String key, byte @Nullable [] value) {
        return send(new ProducerRecord<>(topic, key, value));
    }

    /** Publishes a record as part of a trace. */
    public void publishTraced(AnAnswer answer, String traceparent) {
        var record = new ProducerRecord<>(
                Topics.ANSWERS, answer.record().requestId().toString(), event(UUID.randomUUID().toString(), answer.record()));
        record.headers().add("traceparent", traceparent.getBytes(StandardCharsets.UTF_8));
        send(record);
    }

    /** The values on a topic so far whose record has this key. */
    public List<JsonNode> read(String topic, String key) {
        return records(topic).stream().filter(record -> key.equals(record.key())).map(this::value).toList();
    }

    /** The keys on a topic so far. */
    public Set<String> keys(String topic) {
        return records(topic).stream().map(ConsumerRecord::key).collect(Collectors.toSet());
    }

    /** The first offset of each partition of {@code surety.answers.v1} that evaluation has not acknowledged yet; none before the first acknowledgement. */
    public Map<Integer, Long> acknowledged() {
        return acknowledged("surety-evaluation");
    }

    /** The next offset of each partition that a group has acknowledged, without those before the first acknowledgement. */
    public Map<Integer, Long> acknowledged(String group) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                    .collect(Collectors.toMap(entry -> entry.getKey().partition(), entry -> entry.getValue().offset()));
        } catch (ExecutionException refused) {
            throw new IllegalStateException(refused.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    /** A record in its envelope. */
    public byte[] event(String eventId, AnswerRecord record) {
        try {
            return json.writeValueAsBytes(
                    CloudEvent.of(eventId, "/surety/inference", AnswerRecord.TYPE, record.requestId().toString(), Instant.now(), record));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** A decision in its envelope. */
    public byte[] event(DecisionMade made) {
        try {
            return json.writeValueAsBytes(
                    CloudEvent.of(made.id(), "/surety/" + made.service(), DecisionMade.TYPE, made.requestId().toString(), made.at(), made));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public void close() {
        producer.close();
    }

    private List<ConsumerRecord<String, byte[]>> records(String topic) {
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
            return found;
        }
    }

    private JsonNode value(ConsumerRecord<String, byte[]> record) {
        try {
            return json.readTree(record.value());
        } catch (IOException invalid) {
            throw new UncheckedIOException(invalid);
        }
    }

    private RecordMetadata send(ProducerRecord<String, byte[]> record) {
        try {
            return producer.send(record).get();
        } catch (ExecutionException refused) {
            throw new IllegalStateException(refused.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }
}
