package dev.surety.identity.directory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.event.CloudEvent;
import dev.surety.event.EntitlementsChanged;
import dev.surety.event.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Where events wait for Kafka: put away in the transaction that makes them, they leave if and only if it commits. */
@ApplicationScoped
public class Outbox {

    /** Who all our events come from. */
    public static final String SOURCE = "/surety/identity-policy";

    private static final String PUT = "INSERT INTO outbox (topic, key, event) VALUES (?, ?, ?)";

    private final DirectoryDatabase database;
    private final ObjectMapper json;
    private final ChangeRelay relay;

    Outbox(DirectoryDatabase database, ObjectMapper json, ChangeRelay relay) {
        this.database = database;
        this.json = json;
        this.relay = relay;
    }

    /**
     * Puts events away in a transaction of their own. Blocking.
     *
     * @param topic they go to
     * @param key   that their order is kept by
     * @throws dev.surety.api.ProblemException {@code identity-unavailable} when the database does not take them, {@code unavailable} when too many wait
     */
    public void put(String topic, String key, List<CloudEvent<?>> events) {
        relay.requireRoom();
        database.inTransaction(connection -> {
            for (var event : events) {
                new Sql(connection).update(PUT, topic, key, text(event));
            }
            return true;
        });
        relay.wake();
    }

    /**
     * @param epoch    of the tenant from now on
     * @param subjects names of the people; empty: everybody of the tenant
     */
    void put(Sql sql, String tenant, long epoch, List<String> subjects, Instant at) throws SQLException {
        var changed = new EntitlementsChanged(tenant, epoch, subjects);
        var event = CloudEvent.of(tenant + "@" + epoch, SOURCE, EntitlementsChanged.TYPE, tenant, at, changed);
        sql.update(PUT, Topics.POLICY_CHANGES, tenant, text(event));
    }

    private String text(CloudEvent<?> event) {
        try {
            return json.writeValueAsString(event);
        } catch (JsonProcessingException ourOwnEvent) {
            throw new IllegalStateException("an event of ours can always be written", ourOwnEvent);
        }
    }
}
