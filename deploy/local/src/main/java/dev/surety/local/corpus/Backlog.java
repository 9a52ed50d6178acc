package dev.surety.local.corpus;

import dev.surety.event.Topics;
import dev.surety.local.state.Site;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** How many events ingestion has still before it, and how many it has put aside: from Kafka's own offsets. */
public final class Backlog implements AutoCloseable {

    private static final String GROUP = "surety-ingestion";
    private static final long PAUSE_MS = 500;

    private final Admin admin;

    public Backlog(Site site) {
        this.admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + site.ports().of("kafka"), "request.timeout.ms", 10_000, "default.api.timeout.ms", 15_000));
    }

    /** Events that are not acknowledged yet. */
    public long waiting() throws IOException, InterruptedException {
        try {
            var ends = ends(Topics.SOURCE_DOCUMENTS);
            var committed = admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata().get();
            return ends.entrySet().stream()
                    .mapToLong(end -> {
                        var done = committed.get(end.getKey());
                        return end.getValue() - (done == null ? 0 : done.offset());
                    })
                    .sum();
        } catch (ExecutionException unreachable) {
            throw new IOException("Kafka does not answer: " + unreachable.getCause().getMessage(), unreachable);
        }
    }

    /** Events put aside since the topic was made. */
    long deadLetters() throws IOException, InterruptedException {
        try {
            return ends(Topics.SOURCE_DOCUMENTS_DLQ).values().stream().mapToLong(Long::longValue).sum();
        } catch (ExecutionException unreachable) {
            throw new IOException("Kafka does not answer: " + unreachable.getCause().getMessage(), unreachable);
        }
    }

    public void pause() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
    }

    @Override
    public void close() {
        admin.close();
    }

    private Map<TopicPartition, Long> ends(String topic) throws ExecutionException, InterruptedException {
        var partitions = admin.describeTopics(java.util.List.of(topic)).allTopicNames().get().get(topic).partitions().stream()
                .collect(Collectors.toMap(partition -> new TopicPartition(topic, partition.partition()), partition -> OffsetSpec.latest()));
        return admin.listOffsets(partitions).all().get().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
    }
}
