package dev.surety.inference.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.event.AnswerRecord;
import dev.surety.event.CloudEvent;
import dev.surety.event.Topics;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where answer records, and other events that must not be lost, wait for Kafka, in the database: an answer leaves only after its record is here, and
 * Kafka's absence neither delays the answer nor loses the record.
 */
@ApplicationScoped
public class Outbox {

    private static final String PUT_ANSWER = "INSERT INTO outbox (request_id, topic, key, trace, event) VALUES ($1, $2, $3, $4, $5)";
    private static final String PUT = "INSERT INTO outbox (topic, key, trace, event) VALUES (?, ?, ?, ?)";

    /** Who all our events come from. */
    public static final String SOURCE = "/surety/inference";

    private final Pool database;
    private final ObjectMapper json;
    private final Relay relay;

    Outbox(Pool database, ObjectMapper json, Relay relay) {
        this.database = database;
        this.json = json;
        this.relay = relay;
    }

    /** Whether one more record may wait. */
    public boolean hasRoom() {
        return relay.hasRoom();
    }

    /** Whether Kafka takes no records at the moment. */
    public boolean delayed() {
        return relay.delayed();
    }

    /** Since when Kafka takes no records; empty while it does. */
    public Optional<Instant> delayedSince() {
        return relay.delayedSince();
    }

    /**
     * Puts a record away for good; fails with {@code recording-unavailable} when that can't be done.
     *
     * @param timeout after which it can't, more than 0
     */
    public Uni<Void> put(AnswerRecord record, Duration timeout) {
        var id = record.requestId();
        return database.preparedQuery(PUT_ANSWER)
                .execute(Tuple.of(id.value(), Topics.ANSWERS, id.toString(), traceParent(), event(record)))
                .ifNoItem()
                .after(timeout)
                .fail()
                .invoke(relay::wake)
                .onFailure()
                .transform(failure -> new ProblemException(
                        ProblemType.RECORDING_UNAVAILABLE, "the record of this answer could not be stored; nothing is served without one", failure))
                .replaceWithVoid();
    }

    /**
     * Puts an event away in the caller's transaction: it leaves if and only if that commits. Blocking.
     *
     * @param topic it goes to
     * @param key   that its order is kept by
     */
    public void put(Connection transaction, String topic, String key, CloudEvent<?> event) throws SQLException {
        try (var statement = transaction.prepareStatement(PUT)) {
            statement.setString(1, topic);
            statement.setString(2, key);
            statement.setString(3, traceParent());
            statement.setString(4, text(event));
            statement.executeUpdate();
        }
    }

    /** Tells the relay that something waits; without it, it looks after its pause. */
    public void wake() {
        relay.wake();
    }

    private String event(AnswerRecord record) {
        var id = record.requestId().toString();
        return text(CloudEvent.of(id + "/" + record.outcome(), SOURCE, AnswerRecord.TYPE, id, record.at(), record));
    }

    private String text(CloudEvent<?> event) {
        try {
            return json.writeValueAsString(event);
        } catch (JsonProcessingException ourOwnEvent) {
            throw new IllegalStateException("an event of ours can always be written", ourOwnEvent);
        }
    }

    private static String traceParent() {
        Map<String, String> carrier = new HashMap<>();
        W3CTraceContextPropagator.getInstance().inject(Context.current(), carrier, Map::put);
        return carrier.getOrDefault("traceparent", "");
    }
}
