package dev.surety.local.testing;

import dev.surety.local.server.KafkaServer;
import dev.surety.local.server.KafkaTopics;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * A real Kafka with the stack's topics and their dead-letter partners. Topics are not created by use; the init argument {@code topics}
 * names further ones, parted by commas. Sets {@code kafka.bootstrap.servers}.
 */
public final class RealKafka implements QuarkusTestResourceLifecycleManager {

    private String topics = "";

    @Override
    public void init(Map<String, String> arguments) {
        topics = arguments.getOrDefault("topics", "");
    }

    @Override
    public Map<String, String> start() {
        if (!topics.isBlank()) {
            createTopics(List.of(topics.split("\\s*,\\s*")));
        }
        return RealServers.config(Map.of("kafka.bootstrap.servers", bootstrapServers()));
    }

    @Override
    public void stop() {
        // Shared by all test classes; ends with the JVM.
    }

    /** Starts Kafka when it doesn't run yet. */
    public static String bootstrapServers() {
        var kafka = new KafkaServer(RealServers.site());
        RealServers.ensure(kafka, RealServers.site());
        return kafka.url();
    }

    /** Topics with 4 partitions and the default limits; those that exist are left alone. */
    public static void createTopics(List<String> names) {
        try {
            KafkaTopics.create(bootstrapServers(), names);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
