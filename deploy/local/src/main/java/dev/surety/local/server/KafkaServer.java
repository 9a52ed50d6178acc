package dev.surety.local.server;

import dev.surety.local.process.Launch;
import dev.surety.local.process.Part;
import dev.surety.local.process.Tool;
import dev.surety.local.state.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.Uuid;

/** One Kafka node that is broker and controller (KRaft). */
public final class KafkaServer implements Part {

    private static final int HEAP_MEGABYTES = 384;

    private final Site site;

    public KafkaServer(Site site) {
        this.site = site;
    }

    @Override
    public String name() {
        return "kafka";
    }

    /** As in {@code bootstrap.servers}. */
    @Override
    public String url() {
        return "127.0.0.1:" + site.ports().of("kafka");
    }

    @Override
    public Set<String> needs() {
        return Set.of();
    }

    @Override
    public List<Integer> ports() {
        return List.of(site.ports().of("kafka"), site.ports().of("kafka-controller"));
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(90);
    }

    @Override
    public Launch launch() {
        return Launch.of(program("kafka.Kafka", settingsFile().toString()), Map.of(), folder(), List.of());
    }

    @Override
    public void prepare(Tool tool) throws IOException, InterruptedException {
        Files.createDirectories(folder());
        Files.writeString(settingsFile(), settings());
        if (!Files.exists(folder().resolve("log/meta.properties"))) {
            tool.run(program("kafka.tools.StorageTool", "format", "--ignore-formatted",
                    "--cluster-id", Uuid.randomUuid().toString(), "--config", settingsFile().toString()), Map.of(), folder());
        }
    }

    @Override
    public boolean ready() {
        return KafkaTopics.reachable(url());
    }

    @Override
    public void settle() throws IOException, InterruptedException {
        KafkaTopics.create(url());
    }

    private List<String> program(String main, String... arguments) {
        Path module = site.checkout().serverModule("kafka");
        String classPath = Java.classPath(name(), List.of(module.resolve("lib")));
        var words = new ArrayList<>(List.of("-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSS", "-Djava.awt.headless=true", "-cp", classPath, main));
        words.addAll(List.of(arguments));
        return Java.command(HEAP_MEGABYTES, words);
    }

    private String settings() {
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                controller.listener.names=CONTROLLER
                inter.broker.listener.name=PLAINTEXT
                log.dirs=%3$s
                # A misspelt topic must fail where it is used, not become a topic that nobody reads.
                auto.create.topics.enable=false
                num.partitions=%4$d
                offsets.topic.num.partitions=4
                offsets.topic.replication.factor=1
                transaction.state.log.num.partitions=4
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                group.initial.rebalance.delay.ms=0
                """.formatted(site.ports().of("kafka"), site.ports().of("kafka-controller"), folder().resolve("log"), KafkaTopics.PARTITIONS);
    }

    private Path folder() {
        return site.state().data(name());
    }

    private Path settingsFile() {
        return folder().resolve("server.properties");
    }
}
