package dev.surety.retrieval.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.surety.index.IndexNames;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** The names of the indexes that are live: who may not search all of them is not let near the others, so they have to be named. */
@ApplicationScoped
public class LiveIndexes {

    private final OpenSearchAliases aliases;
    private final EngineConfig config;
    private final Clock clock;
    private volatile Listed listed = new Listed(List.of(), Instant.MIN);

    LiveIndexes(@RestClient OpenSearchAliases aliases, EngineConfig config, Clock clock) {
        this.aliases = aliases;
        this.config = config;
        this.clock = clock;
    }

    /** In alphabetical order; fails with {@code retrieval-unavailable} when the engine can't be asked. */
    public Uni<List<String>> names() {
        return Uni.createFrom().deferred(() -> {
            var known = listed;
            return clock.instant().isBefore(known.until()) ? Uni.createFrom().item(known.names()) : asked();
        });
    }

    private Uni<List<String>> asked() {
        return aliases
                .named(IndexNames.ALL_LIVE)
                .map(LiveIndexes::names)
                .invoke(names -> listed = new Listed(names, clock.instant().plus(config.indexNamesLast())))
                .onFailure()
                .transform(Engine::unavailable);
    }

    private static List<String> names(JsonNode aliasesByIndex) {
        var names = new TreeSet<String>();
        for (var index : aliasesByIndex) {
            index.path("aliases").fieldNames().forEachRemaining(alias -> IndexNames.ofLive(alias).ifPresent(names::add));
        }
        return List.copyOf(names);
    }

    private record Listed(List<String> names, Instant until) {}
}
