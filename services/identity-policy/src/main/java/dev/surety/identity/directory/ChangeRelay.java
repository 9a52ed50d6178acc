package dev.surety.identity.directory;

import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.event.CloudEvent;
import dev.surety.event.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Carries events from the outbox to their topics, in order, deleting each after Kafka took it: woken by a change, and looking by itself in case another
 * replica died before it could. An event may arrive twice; readers know it by its id.
 */
@ApplicationScoped
class ChangeRelay {

    private static final Logger LOG = Logger.getLogger(ChangeRelay.class);
    // One replica at a time, so that epochs arrive in order; another waits for its turn. Whoever lost a right must not wait for what was decided before.
    private static final String TAKE =
            "SELECT id, topic, key, event FROM outbox ORDER BY topic <> '" + Topics.POLICY_CHANGES + "', id LIMIT ? FOR UPDATE";
    private static final String DELETE = "DELETE FROM outbox WHERE id = ?";
    private static final String WAITING = "SELECT count(*), coalesce(extract(epoch FROM now() - min(created_at)), 0) FROM outbox";

    private final DataSource database;
    private final Emitter<String> events;
    private final RelayConfig config;
    private final Semaphore news = new Semaphore(0);
    private volatile Waiting waiting = new Waiting(0, 0);
    private volatile boolean stopped;
    private boolean delayed;
    private @Nullable Thread thread;

    ChangeRelay(DataSource database, @Channel("policy-changes") Emitter<String> events, RelayConfig config, MeterRegistry meters) {
        if (config.pause().toMillis() < 10 || config.batch() < 1 || config.capacity() < 1) {
            throw new ConfigurationException("surety.policy-changes: pause is " + config.pause() + ", batch " + config.batch() + " and capacity "
                    + config.capacity() + ", they must be at least 10 ms, 1 and 1");
        }
        this.database = database;
        this.events = events;
        this.config = config;
        meters.gauge("surety.policy.changes.waiting", this, relay -> relay.waiting.events());
        meters.gauge("surety.policy.changes.age", this, relay -> relay.waiting.seconds());
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofVirtual().name("policy-changes-relay").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped = true;
        news.release();
        if (thread != null) {
            thread.join(config.pause().multipliedBy(5));
        }
    }

    /** @throws ProblemException when so many events wait that no more are taken which can be left out */
    void requireRoom() {
        if (waiting.events() >= config.capacity()) {
            throw ProblemException.retryable(ProblemType.UNAVAILABLE, "too much waits to be told, so nothing is decided that could not be", config.pause());
        }
    }

    void wake() {
        news.release();
    }

    private void run() {
        while (!stopped) {
            try {
                var sent = relay();
                change(false, "");
                if (sent < config.batch()) {
                    pause();
                }
            } catch (SQLException | RuntimeException failure) {
                // Whatever it was: without this thread nobody ever hears that somebody lost a right.
                change(true, String.valueOf(failure.getMessage()));
                pause();
            }
        }
    }

    /** Sends one batch in order, and stops at the first event that Kafka does not take. */
    private int relay() throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            var sql = new Sql(connection);
            waiting = look(sql);
            CompletionException failure = null;
            var sent = 0;
            try {
                var rows = sql.query(TAKE, row -> new Row(row.getLong(1), row.getString(2), row.getString(3), row.getString(4)), config.batch());
                for (var row : rows) {
                    try {
                        send(row).join();
                    } catch (CompletionException notTaken) {
                        failure = notTaken;
                        break;
                    }
                    sql.update(DELETE, row.id());
                    sent++;
                }
                connection.commit();
            } finally {
                connection.rollback();
            }
            waiting = look(sql);
            connection.commit();
            if (failure != null) {
                throw failure;
            }
            return sent;
        }
    }

    private CompletableFuture<Void> send(Row row) {
        var taken = new CompletableFuture<Void>();
        var metadata = Metadata.of(OutgoingKafkaRecordMetadata.<String>builder()
                .withTopic(row.topic())
                .withKey(row.key())
                .addHeaders(new RecordHeader("content-type", CloudEvent.MEDIA_TYPE.getBytes(StandardCharsets.UTF_8)))
                .build());
        try {
            events.send(Message.of(
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
        } catch (RuntimeException notEvenTried) {
            taken.completeExceptionally(notEvenTried);
        }
        return taken;
    }

    private static Waiting look(Sql sql) throws SQLException {
        return sql.query(WAITING, row -> new Waiting(row.getLong(1), row.getDouble(2))).getFirst();
    }

    private void change(boolean nowDelayed, String reason) {
        if (nowDelayed && !delayed) {
            LOG.warnf("changes of entitlements are told later than they should be reason=\"%s\"", reason);
        } else if (!nowDelayed && delayed) {
            LOG.info("changes of entitlements are told in time again");
        }
        delayed = nowDelayed;
    }

    private void pause() {
        try {
            // A permit is news of a change; many at once are one reason to look.
            if (news.tryAcquire(config.pause().toMillis(), TimeUnit.MILLISECONDS)) {
                news.drainPermits();
            }
        } catch (InterruptedException stop) {
            stopped = true;
        }
    }

    /**
     * What lies in the outbox.
     *
     * @param seconds since the oldest was put there
     */
    private record Waiting(long events, double seconds) {}

    private record Row(long id, String topic, String key, String event) {

        @Override
        public String toString() {
            return "Row[" + id + ", " + topic + "]";
        }
    }
}
