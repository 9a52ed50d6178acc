package dev.surety.identity.directory;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.event.Topics;
import dev.surety.identity.GrantKeysFile;
import dev.surety.identity.ScriptedIssuer;
import dev.surety.local.testing.RealKafka;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/** Changes go on while Kafka is away, and are told when it is back: by a real Kafka behind an address at which nobody answers at first. */
@QuarkusTest
@QuarkusTestResource(value = ScriptedIssuer.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = GrantKeysFile.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = KafkaAwayTest.AwayAtFirst.class, restrictToAnnotatedClass = true)
class KafkaAwayTest {

    @Inject
    DataSource database;

    @Test
    void changesAreTakenWhileKafkaIsAwayAndToldInOrderWhenItIsBack() throws IOException {
        var names = List.of(unique(), unique(), unique());

        for (var name : names) {
            given().header("Authorization", "Bearer " + ScriptedIssuer.serviceToken("provisioning")).contentType("application/scim+json")
                    .body(Map.of("userName", name)).post("/scim/v2/Users").then().statusCode(201);
        }
        assertEquals(names.size(), waiting());
        try (var back = new Doorway(AwayAtFirst.port, RealKafka.bootstrapServers())) {
            within(Duration.ofSeconds(60), () -> waiting() == 0);
        }

        assertEquals(names, told(names));
    }

    private static List<String> told(List<String> names) {
        var told = new ArrayList<String>();
        var config = Map.<String, Object>of(
                "bootstrap.servers", RealKafka.bootstrapServers(), "group.id", "test-" + UUID.randomUUID(), "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(Topics.POLICY_CHANGES));
            within(Duration.ofSeconds(30), () -> {
                for (var event : consumer.poll(Duration.ofMillis(200))) {
                    names.stream().filter(event.value()::contains).forEach(told::add);
                }
                return told.size() >= names.size();
            });
        }
        return told;
    }

    /** Counted where the events lie: a gauge of a process that started the application before would be the earlier one's. */
    private long waiting() {
        try (var connection = database.getConnection();
                var rows = connection.createStatement().executeQuery("SELECT count(*) FROM outbox")) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException away) {
            throw new IllegalStateException(away);
        }
    }

    private static void within(Duration patience, BooleanSupplier condition) {
        var end = Instant.now().plus(patience);
        while (!condition.getAsBoolean()) {
            assertTrue(Instant.now().isBefore(end), "not within " + patience);
        }
    }

    private static String unique() {
        return "k-" + UUID.randomUUID();
    }

    /** Kafka's address is one at which nobody answers yet. */
    public static final class AwayAtFirst implements QuarkusTestResourceLifecycleManager {

        static int port;

        @Override
        public Map<String, String> start() {
            try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            return Map.of(
                    "mp.messaging.outgoing.policy-changes.connector", "smallrye-kafka",
                    "kafka.bootstrap.servers", "127.0.0.1:" + port,
                    "mp.messaging.outgoing.policy-changes.max.block.ms", "1000");
        }

        @Override
        public void stop() {
            // Nothing was opened.
        }
    }

    /** Leads every connection on to the real server, which then gives its own address. */
    private static final class Doorway implements AutoCloseable {

        private final ServerSocket door;

        Doorway(int port, String server) throws IOException {
            door = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
            var colon = server.lastIndexOf(':');
            Thread.ofVirtual().start(() -> open(server.substring(0, colon), Integer.parseInt(server.substring(colon + 1))));
        }

        private void open(String host, int port) {
            while (!door.isClosed()) {
                try {
                    var guest = door.accept();
                    var inside = new Socket(host, port);
                    Thread.ofVirtual().start(() -> carry(guest, inside));
                    Thread.ofVirtual().start(() -> carry(inside, guest));
                } catch (IOException closed) {
                    return;
                }
            }
        }

        private static void carry(Socket from, Socket to) {
            try (from; to) {
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException closed) {
                // The other direction ended.
            }
        }

        @Override
        public void close() throws IOException {
            door.close();
        }
    }
}
