package dev.surety.inference.record;

import dev.surety.event.CloudEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.TracingMetadata;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Carries events from the outbox to their topics, in order, deleting each after Kafka took it; with an answer's record the decisions that it holds. Replicas share one outbox: rows that another one holds are
 * skipped. An event may arrive twice, when a replica dies between sending and deleting; readers know it by its id.
 */
@ApplicationScoped
class Relay {

    private static final Logger LOG = Logger.getLogger(Relay.class);
    private static final String TAKE =
            """
            SELECT id, topic, coalesce(key, request_id::text) AS key, trace, event
              FROM outbox
             ORDER BY id
             LIMIT ?
               FOR UPDATE SKIP LOCKED
            """;
    private static final String DELETE = "DELETE FROM outbox WHERE id = ANY (?)";
    private static final String COUNT = "SELECT count(*) FROM outbox";

    private final DataSource database;
    private final Emitter<String> answers;
    private final DecisionRows decisions;
    private final OutboxConfig config;
    private final Clock clock;
    private final Semaphore news = new Semaphore(0);
    private volatile boolean stopped;
    private volatile Optional<Instant> delayedSince = Optional.empty();
    private volatile long waiting;
    private @Nullable Thread thread;

    Relay(
            DataSource database,
            @Channel("answers") Emitter<String> answers,
            DecisionRows decisions,
            OutboxConfig config,
            Clock clock,
            MeterRegistry meters) {
        this.database = database;
        this.answers = answers;
        this.decisions = decisions;
        this.config = config;
        this.clock = clock;
        meters.gauge("surety.outbox.waiting", this, relay -> relay.waiting);
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofVirtual().name("outbox-relay").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped = true;
        news.release();
        if (thread != null) {
            thread.join(config.pause().multipliedBy(5));
        }
    }

    void wake() {
        news.release();
    }

    boolean hasRoom() {
        return waiting < config.capacity();
    }

    boolean delayed() {
        return delayedSince.isPresent();
    }

    Optional<Instant> delayedSince() {
        return delayedSince;
    }

    private void run() {
        while (!stopped) {
            try {
                var sent = relay();
                change(false, "");
                if (sent == 0) {
                    pause();
                }
            } catch (SQLException | RuntimeException failure) {
                // Whatever it was: without this thread no record ever leaves.
                change(true, String.valueOf(failure.getMessage()));
                pause();
            }
        }
    }

    /** Sends one batch; what Kafka did not take stays, and is told when all that it took is gone from here. */
    private int relay() throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            var rows = take(connection);
            var batch = Batch.of(rows, rows.stream().map(this::sendWhole).toList());
            delete(connection, batch.taken());
            connection.commit();
            waiting = count(connection);
            connection.commit();
            if (batch.failure() != null) {
                throw batch.failure();
            }
            return rows.size();
        }
    }

    /** A row, and what follows from it: it is taken when Kafka has all of that. */
    private CompletableFuture<Void> sendWhole(Row row) {
        try {
            return CompletableFuture.allOf(
                    Stream.concat(Stream.of(row), decisions.of(row).stream()).map(this::send).toArray(CompletableFuture[]::new));
        } catch (RuntimeException unreadable) {
            // It stays, and is told as not taken: the rows behind it must not wait for it.
            return CompletableFuture.failedFuture(unreadable);
        }
    }

    private CompletableFuture<Void> send(Row row) {
        var taken = new CompletableFuture<Void>();
        var metadata = Metadata.of(
                OutgoingKafkaRecordMetadata.<String>builder()
                        .withTopic(row.topic())
                        .withKey(row.key())
                        .addHeaders(new org.apache.kafka.common.header.internals.RecordHeader(
                                "content-type", CloudEvent.MEDIA_TYPE.getBytes(StandardCharsets.UTF_8)))
                        .build(),
                TracingMetadata.withCurrent(context(row.trace())));
        try {
            send(row, metadata, taken);
        } catch (RuntimeException notEvenTried) {
            taken.completeExceptionally(notEvenTried);
        }
        return taken;
    }

    private void send(Row row, Metadata metadata, CompletableFuture<Void> taken) {
        answers.send(Message.of(
                row.event(),
                metadata,
                () -> {
                    taken.complete(null);
                    return CompletableFuture.completedFuture(null);
                },
                failure -> {
                    taken.completeExceptionally(failure);
                    return CompletableFuture.completedFuture(null);
                }));
    }

    private List<Row> take(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(TAKE)) {
            statement.setInt(1, config.batch());
            try (var result = statement.executeQuery()) {
                var rows = new ArrayList<Row>();
                while (result.next()) {
                    rows.add(Row.of(result));
                }
                return rows;
            }
        }
    }

    private static void delete(Connection connection, List<Long> ids) throws SQLException {
        try (var statement = connection.prepareStatement(DELETE)) {
            statement.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
            statement.executeUpdate();
        }
    }

    private static long count(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(COUNT);
                var result = statement.executeQuery()) {
            result.next();
            return result.getLong(1);
        }
    }

    private void change(boolean nowDelayed, String reason) {
        if (nowDelayed && !delayed()) {
            delayedSince = Optional.of(clock.instant());
            LOG.warnf("answer records are delayed mode=records-delayed reason=%s", reason);
        } else if (!nowDelayed && delayed()) {
            delayedSince = Optional.empty();
            LOG.infof("answer records flow again mode=records-delayed");
        }
    }

    private void pause() {
        try {
            // A permit is news of a record; many at once are one reason to look.
            if (news.tryAcquire(config.pause().toMillis(), TimeUnit.MILLISECONDS)) {
                news.drainPermits();
            }
        } catch (InterruptedException stop) {
            stopped = true;
        }
    }

    private static Context context(String traceParent) {
        return W3CTraceContextPropagator.getInstance().extract(Context.root(), Map.of("traceparent", traceParent), new FromMap());
    }

    /**
     * How the sends of a batch ended, all of them.
     *
     * @param taken   rows that Kafka has
     * @param failure of the first that it has not, or null
     */
    record Batch(List<Long> taken, @Nullable CompletionException failure) {

        /** Waits for every send. */
        static Batch of(List<Row> rows, List<CompletableFuture<Void>> sends) {
            var taken = new ArrayList<Long>();
            CompletionException failure = null;
            for (var i = 0; i < rows.size(); i++) {
                try {
                    sends.get(i).join();
                    taken.add(rows.get(i).id());
                } catch (CompletionException notTaken) {
                    failure = failure == null ? notTaken : failure;
                } catch (CancellationException notTaken) {
                    failure = failure == null ? new CompletionException(notTaken) : failure;
                }
            }
            return new Batch(taken, failure);
        }
    }

    record Row(long id, String topic, String key, String trace, String event) {

        static Row of(ResultSet row) throws SQLException {
            return new Row(row.getLong("id"), row.getString("topic"), row.getString("key"), row.getString("trace"), row.getString("event"));
        }

        @Override
        public String toString() {
            return "Row[" + id + ", " + topic + ", " + key + "]";
        }
    }

    private static final class FromMap implements TextMapGetter<Map<String, String>> {

        @Override
        public Iterable<String> keys(Map<String, String> carrier) {
            return carrier.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
            return carrier == null ? null : carrier.get(key);
        }
    }
}
