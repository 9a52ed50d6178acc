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

/** Where changes of entitlements wait for Kafka: put away in the transaction that makes them, they leave if and only if it commits. */
@ApplicationScoped
class Outbox {

    private static final String SOURCE = "/surety/identity-policy";

    private final ObjectMapper json;

    Outbox(ObjectMapper json) {
        this.json = json;
    }

    /**
     * @param epoch    of the tenant from now on
     * @param subjects names of the people; empty: everybody of the tenant
     */
    void put(Sql sql, String tenant, long epoch, List<String> subjects, Instant at) throws SQLException {
        var changed = new EntitlementsChanged(tenant, epoch, subjects);
        var event = CloudEvent.of(tenant + "@" + epoch, SOURCE, EntitlementsChanged.TYPE, tenant, at, changed);
        sql.update("INSERT INTO outbox (topic, key, event) VALUES (?, ?, ?)", Topics.POLICY_CHANGES, tenant, text(event));
    }

    private String text(CloudEvent<?> event) {
        try {
            return json.writeValueAsString(event);
        } catch (JsonProcessingException ourOwnEvent) {
            throw new IllegalStateException("an event of ours can always be written", ourOwnEvent);
        }
    }
}
