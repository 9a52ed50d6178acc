package dev.surety.inference.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.event.AnswerRecord;
import dev.surety.event.CloudEvent;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where answer records wait for Kafka, in the database: an answer leaves only after its record is here, and Kafka's absence neither delays the answer nor
 * loses the record.
 */
@ApplicationScoped
public class Outbox {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final String SOURCE = "/surety/inference";

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

    /** Puts a record away for good; fails with {@code recording-unavailable} when that can't be done. */
    public Uni<Void> put(AnswerRecord record) {
        return database.preparedQuery("INSERT INTO outbox (request_id, trace, event) VALUES ($1, $2, $3)")
                .execute(Tuple.of(record.requestId().value(), traceParent(), event(record)))
                .ifNoItem()
                .after(TIMEOUT)
                .fail()
                .invoke(relay::wake)
                .onFailure()
                .transform(failure -> new ProblemException(
                        ProblemType.RECORDING_UNAVAILABLE, "the record of this answer could not be stored; nothing is served without one", failure))
                .replaceWithVoid();
    }

    private String event(AnswerRecord record) {
        var id = record.requestId().toString();
        try {
            return json.writeValueAsString(CloudEvent.of(id + "/" + record.outcome(), SOURCE, AnswerRecord.TYPE, id, record.at(), record));
        } catch (JsonProcessingException ourOwnRecord) {
            throw new IllegalStateException("an answer record can always be written", ourOwnRecord);
        }
    }

    private static String traceParent() {
        Map<String, String> carrier = new HashMap<>();
        W3CTraceContextPropagator.getInstance().inject(Context.current(), carrier, Map::put);
        return carrier.getOrDefault("traceparent", "");
    }
}
