package dev.surety.evaluation.probe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.uuid.Generators;
import dev.surety.event.CloudEvent;
import dev.surety.event.DocumentChange;
import dev.surety.event.DocumentEvents;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.Channel;

/** Writes, closes and deletes the probe's documents the way every source does: by events on {@code surety.source-documents.v1}. Blocking. */
@ApplicationScoped
class Canaries {

    private static final String SOURCE = "/surety/evaluation/probe";
    /** Of our own services; no customer has it. */
    private static final String TENANT = "surety";
    private static final String MARKDOWN = "text/markdown";
    private static final Duration SEND_TIMEOUT = Duration.ofSeconds(10);

    private final MutinyEmitter<Record<String, String>> channel;
    private final ObjectMapper json;
    private final Clock clock;
    private final String tag;

    Canaries(@Channel("probe-documents") MutinyEmitter<Record<String, String>> channel, ObjectMapper json, Clock clock, ProbeConfig config) {
        this.channel = channel;
        this.json = json;
        this.clock = clock;
        this.tag = "service:" + config.service();
    }

    /** For nobody but the probe: its tag belongs to no person, and its tenant is that of our own services. */
    void plant(Canary canary) {
        send(
                DocumentEvents.UPSERTED,
                new DocumentChange(
                        canary.index(),
                        canary.uri(),
                        canary.title(),
                        MARKDOWN,
                        canary.content(),
                        null,
                        clock.instant(),
                        TENANT,
                        List.of(tag),
                        List.of(),
                        0));
    }

    /** For nobody at all. */
    void close(Canary canary) {
        send(
                DocumentEvents.ACCESS_CHANGED,
                new DocumentChange(
                        canary.index(), canary.uri(), null, null, null, null, null, TENANT, List.of(), List.of(), 0));
    }

    /** The document of the index, of this round or of one that broke off; when there is none, nothing happens. */
    void remove(String index) {
        send(
                DocumentEvents.DELETED,
                new DocumentChange(index, Canary.uri(index), null, null, null, null, null, null, null, null, null));
    }

    private void send(String type, DocumentChange change) {
        var id = Generators.timeBasedEpochRandomGenerator().generate().toString();
        var event = CloudEvent.of(id, SOURCE, type, String.valueOf(change.uri()), clock.instant(), change);
        channel.send(Record.of(change.uri(), written(event))).await().atMost(SEND_TIMEOUT);
    }

    private String written(CloudEvent<DocumentChange> event) {
        try {
            return json.writeValueAsString(event);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("our own records are always JSON", impossible);
        }
    }
}
