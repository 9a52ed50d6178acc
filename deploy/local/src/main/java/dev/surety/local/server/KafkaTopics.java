package dev.surety.local.server;

import dev.surety.event.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;

/** The topics of the stack, each with its dead-letter partner. */
public final class KafkaTopics {

    static final int PARTITIONS = 4;

    private static final List<String> TOPICS = List.of(
            Topics.SOURCE_DOCUMENTS,
            Topics.INDEX_RELEASES,
            Topics.ANSWERS,
            Topics.EVAL_RUNS,
            Topics.SLO_STATUS,
            Topics.BUDGETS,
            Topics.POLICY_CHANGES,
            Topics.POLICY_DECISIONS,
            Topics.TOOL_CALLS,
            // Agreed on, with nobody in this checkout yet who writes them.
            "surety.outcomes.v1",
            "surety.handoffs.v1");
    /** A document travels whole, inline, and so does its dead letter. */
    private static final String LARGEST_DOCUMENT_EVENT = Integer.toString(64 * 1024 * 1024);
    private static final int SETTLE_SECONDS = 30;

    private KafkaTopics() {}

    /** {@code x.v1} gives {@code x.dlq.v1}. */
    static String deadLetterTopic(String topic) {
        return topic.replaceFirst("\\.v(\\d+)$", ".dlq.v$1");
    }

    static boolean reachable(String bootstrapServers) {
        // A socket first: an admin client that finds nobody writes a warning for every try.
        if (!Sockets.open(bootstrapServers)) {
            return false;
        }
        try (Admin admin = admin(bootstrapServers, 1_500)) {
            return !admin.describeCluster().nodes().get(1_500, TimeUnit.MILLISECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException | KafkaException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static void create(String bootstrapServers) throws IOException, InterruptedException {
        var topics = new ArrayList<NewTopic>();
        for (String topic : TOPICS) {
            topics.add(topic(topic, topic));
            topics.add(topic(deadLetterTopic(topic), topic));
        }
        create(bootstrapServers, topics);
    }

    /** Further topics with the stack's partitions and the default limits; for tests. Those that exist are left alone. */
    public static void create(String bootstrapServers, Collection<String> names) throws IOException, InterruptedException {
        create(bootstrapServers, names.stream().map(name -> topic(name, name)).toList());
    }

    private static NewTopic topic(String name, String source) {
        var topic = new NewTopic(name, PARTITIONS, (short) 1);
        return source.equals(Topics.SOURCE_DOCUMENTS) ? topic.configs(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, LARGEST_DOCUMENT_EVENT)) : topic;
    }

    private static void create(String bootstrapServers, List<NewTopic> wanted) throws IOException, InterruptedException {
        try (Admin admin = admin(bootstrapServers, SETTLE_SECONDS * 1_000)) {
            Set<String> there = admin.listTopics().names().get(SETTLE_SECONDS, TimeUnit.SECONDS);
            List<NewTopic> missing = wanted.stream().filter(topic -> !there.contains(topic.name())).toList();
            admin.createTopics(missing).all().get(SETTLE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | KafkaException failure) {
            throw new IOException("topics could not be created: " + failure.getMessage(), failure);
        }
    }

    private static Admin admin(String bootstrapServers, int timeoutMs) {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeoutMs,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeoutMs,
                AdminClientConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, Integer.toString(timeoutMs)));
    }
}
