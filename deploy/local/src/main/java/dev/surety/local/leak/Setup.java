package dev.surety.local.leak;

import dev.surety.grant.Access;
import dev.surety.local.corpus.Backlog;
import dev.surety.local.leak.stack.Directory;
import dev.surety.local.leak.stack.Line;
import dev.surety.local.leak.stack.Passes;
import dev.surety.local.leak.stack.Publisher;
import dev.surety.local.leak.world.Document;
import dev.surety.local.leak.world.Library;
import dev.surety.local.leak.world.Move;
import dev.surety.local.leak.world.Nesting;
import dev.surety.local.leak.world.Principal;
import dev.surety.local.leak.world.World;
import dev.surety.local.state.Site;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Brings the stack into the state of a world. Only what differs is published: words are embedded once, access changes are cheap. */
final class Setup implements AutoCloseable {

    private static final Duration LONGEST_STANDSTILL = Duration.ofMinutes(3);
    private static final Access CLOSED = new Access("copperline", Set.of(), Set.of(), 0);

    private final Library library;
    private final Line line;
    private final Directory directory;
    private final Passes passes;
    private final Publisher publisher;
    private final Backlog backlog;
    private final Map<Integer, Access> there = new HashMap<>();
    private final Set<Integer> told = new HashSet<>();
    private List<Principal> people = List.of();
    private Nesting nesting = Nesting.BY_PATH;

    Setup(Site site, Library library, Line line, Directory directory, Passes passes, Publisher publisher) {
        this.library = library;
        this.line = line;
        this.directory = directory;
        this.passes = passes;
        this.publisher = publisher;
        this.backlog = new Backlog(site);
    }

    /** Returns when all of it holds everywhere. */
    void apply(World.State state) throws IOException, InterruptedException {
        if (!people.equals(state.principals()) || !nesting.equals(state.nesting())) {
            directory.write(state.principals(), state.nesting());
            passes.forgetAll();
            people = state.principals();
            nesting = state.nesting();
        }
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (var document : library.documents()) {
            change(document, state.documents().get(document.number()), sent);
        }
        for (var one : sent) {
            Publisher.await(one);
        }
        awaitIngestion();
        var shown = line.send("POST", "opensearch", "/surety-live-leak-*/_refresh", Map.of(), HttpRequest.BodyPublishers.noBody());
        if (shown.status() != 200) {
            throw new IOException("OpenSearch does not make the world visible (status " + shown.status() + ")");
        }
    }

    private void change(Document document, @Nullable Access wanted, List<Future<RecordMetadata>> sent) throws IOException {
        var present = there.get(document.number());
        if (wanted == null) {
            // A run before this one may have left it.
            if (present != null || told.add(document.number())) {
                sent.add(publisher.deleted(document));
                there.remove(document.number());
            }
        } else if (present == null) {
            sent.add(publisher.upserted(document, wanted));
            there.put(document.number(), wanted);
        } else if (!present.equals(wanted)) {
            sent.add(publisher.access(document, wanted));
            there.put(document.number(), wanted);
        }
    }

    /** What happened while somebody looked. */
    void note(Move move) {
        switch (move) {
            case Move.AccessChanged(var document, var access) -> there.put(document.number(), access);
            case Move.Created(var document, var access) -> there.put(document.number(), access);
            case Move.Deleted(var document) -> there.remove(document.number());
            case Move.Moved(var principal) ->
                people = people.stream().map(one -> one.name().equals(principal.name()) ? principal : one).toList();
        }
    }

    /** Nobody may read any of it any more; its words stay, so that the next run need not have them embedded again. */
    void closeEverything() throws IOException, InterruptedException {
        var closed = new HashMap<Integer, Access>();
        there.keySet().forEach(number -> closed.put(number, CLOSED));
        apply(new World.State(closed, people, nesting));
    }

    void awaitIngestion() throws IOException, InterruptedException {
        var last = Long.MAX_VALUE;
        var lastMove = Instant.now();
        for (var waiting = backlog.waiting(); waiting > 0; waiting = backlog.waiting()) {
            if (waiting < last) {
                last = waiting;
                lastMove = Instant.now();
            }
            if (Duration.between(lastMove, Instant.now()).compareTo(LONGEST_STANDSTILL) > 0) {
                throw new IOException("ingestion stands still with " + waiting + " events before it: make logs S=ingestion");
            }
            backlog.pause();
        }
    }

    @Override
    public void close() {
        backlog.close();
    }
}
