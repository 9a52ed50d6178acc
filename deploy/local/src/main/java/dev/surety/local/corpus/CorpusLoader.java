package dev.surety.local.corpus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.surety.event.CloudEvent;
import dev.surety.event.DocumentChange;
import dev.surety.event.DocumentEvents;
import dev.surety.event.Topics;
import dev.surety.local.corpus.Corpus.Document;
import dev.surety.local.realm.People;
import dev.surety.local.state.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes a corpus and waits until ingestion has dealt with all of it. */
public final class CorpusLoader {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();
    private static final int LARGEST_INLINE = 512 * 1024;
    private static final int LARGEST_REQUEST = 4 * 1024 * 1024;
    private static final Duration LONGEST_STANDSTILL = Duration.ofMinutes(3);

    private final Site site;
    private final LoadProgress progress;

    public CorpusLoader(Site site, LoadProgress progress) {
        this.site = site;
        this.progress = progress;
    }

    /**
     * What came of it.
     *
     * @param people      of {@code users.yaml} that got a login or an update
     * @param published   documents sent
     * @param deadLetters events that ingestion could not use, in total, since before the load
     * @param took        from the first event sent to the last one dealt with
     */
    public record Loaded(int people, int published, long deadLetters, Duration took) {

        /** In one line, for a person. */
        public String summary() {
            return String.format(
                    Locale.ROOT,
                    "%d documents published, %d dead letters, %d people created or updated, %.1f s",
                    published,
                    deadLetters,
                    people,
                    took.toMillis() / 1000.0);
        }
    }

    /**
     * Publishes every document of a folder under an index, and its people.
     *
     * @param folder that holds an {@code acl.yaml}
     * @param index  name of the index
     * @throws IOException when the folder can't be read, or a part does not answer, or ingestion stands still for three minutes
     */
    public Loaded load(Path folder, String index) throws IOException, InterruptedException {
        var corpus = Corpus.of(folder);
        var users = folder.resolve("users.yaml");
        var people = Files.exists(users) ? new People(site).load(users) : new People.Loaded(0, 0, 0, 0);
        return publish(corpus, index, people.created() + people.updated());
    }

    /**
     * Publishes the documents of a corpus under an index, and nobody.
     *
     * @throws IOException as {@link #load}
     */
    public Loaded load(Corpus corpus, String index) throws IOException, InterruptedException {
        return publish(corpus, index, 0);
    }

    /**
     * Takes the documents of a corpus out of an index again.
     *
     * @throws IOException as {@link #load}
     */
    public void withdraw(Corpus corpus, String index) throws IOException, InterruptedException {
        try (var backlog = new Backlog(site)) {
            send(corpus, index, DocumentEvents.DELETED);
            await(backlog, corpus.documents().size());
        }
    }

    private Loaded publish(Corpus corpus, String index, int people) throws IOException, InterruptedException {
        try (var backlog = new Backlog(site)) {
            var before = backlog.deadLetters();
            var started = Instant.now();
            send(corpus, index, DocumentEvents.UPSERTED);
            await(backlog, corpus.documents().size());
            var took = Duration.between(started, Instant.now());
            return new Loaded(people, corpus.documents().size(), backlog.deadLetters() - before, took);
        }
    }

    private void send(Corpus corpus, String index, String type) throws IOException, InterruptedException {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", "127.0.0.1:" + site.ports().of("kafka"),
                "acks", "all",
                "linger.ms", 20,
                "max.request.size", LARGEST_REQUEST);
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            for (var document : corpus.documents()) {
                var uri = "corpus://" + index + "/" + document.path();
                var change = type.equals(DocumentEvents.DELETED) ? deletion(index, uri) : change(document, index, uri);
                sent.add(producer.send(new ProducerRecord<>(Topics.SOURCE_DOCUMENTS, uri, event(type, change))));
            }
            for (var one : sent) {
                one.get();
            }
        } catch (ExecutionException refused) {
            throw new IOException("Kafka did not take the documents: " + refused.getCause().getMessage(), refused);
        }
    }

    private void await(Backlog backlog, int published) throws IOException, InterruptedException {
        var last = Long.MAX_VALUE;
        var lastMove = Instant.now();
        for (var waiting = backlog.waiting(); waiting > 0; waiting = backlog.waiting()) {
            if (waiting < last) {
                last = waiting;
                lastMove = Instant.now();
                progress.at((int) Math.max(0, published - waiting), published);
            } else if (Duration.between(lastMove, Instant.now()).compareTo(LONGEST_STANDSTILL) > 0) {
                throw new IOException("ingestion stands still with " + waiting + " documents to go: see its log " + site.state().log("ingestion"));
            }
            backlog.pause();
        }
        progress.at(published, published);
    }

    private static DocumentChange deletion(String index, String uri) {
        return new DocumentChange(index, uri, null, null, null, null, Instant.now(), null, null, null, null);
    }

    private static DocumentChange change(Document document, String index, String uri) {
        try {
            var inline = Files.size(document.file()) <= LARGEST_INLINE;
            var access = document.access();
            return new DocumentChange(
                    index,
                    uri,
                    null,
                    document.contentType(),
                    inline ? Files.readString(document.file()) : null,
                    inline ? null : document.file().toUri().toString(),
                    document.updatedAt(),
                    access.tenant(),
                    access.allow().stream().sorted().toList(),
                    access.deny().stream().sorted().toList(),
                    access.clearance());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(document.file() + " can't be read as UTF-8 text", unreadable);
        }
    }

    private static byte[] event(String type, DocumentChange change) {
        try {
            return JSON.writeValueAsBytes(CloudEvent.of(UUID.randomUUID().toString(), "/surety/folder-loader", type, change.uri(), Instant.now(), change));
        } catch (JsonProcessingException neverOfARecord) {
            throw new IllegalStateException(neverOfARecord);
        }
    }
}
