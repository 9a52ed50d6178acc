package dev.surety.local.stack;

import dev.surety.local.process.PartStopper;
import dev.surety.local.state.StateFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Stops every part that a run file tells of, those first that need others. */
final class StackStop {

    /** Parts of an older or newer checkout, which this list doesn't know, go first. */
    private static final List<String> ORDER = List.of("evaluation", "inference", "ingestion", "retrieval", "identity-policy",
            StackParts.SMALL_MODEL, "keycloak", "opensearch", "kafka", "postgres");

    private final StateFolder state;
    private final PrintWriter out;

    StackStop(StateFolder state, PrintWriter out) {
        this.state = state;
        this.out = out;
    }

    void run() throws IOException {
        var stopper = new PartStopper(state);
        int stopped = 0;
        for (String part : noted()) {
            long begin = System.nanoTime();
            if (stopper.stop(part)) {
                out.printf("  %-16s stopped after %.1f s%n", part, (System.nanoTime() - begin) / 1e9);
                stopped++;
            } else {
                out.printf("  %-16s was not running any more%n", part);
            }
            out.flush();
        }
        if (stopped == 0) {
            out.println("Nothing was running.");
        }
    }

    private List<String> noted() throws IOException {
        if (!Files.isDirectory(state.runs())) {
            return List.of();
        }
        var parts = new ArrayList<String>();
        try (Stream<Path> files = Files.list(state.runs())) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".properties"))
                    .forEach(name -> parts.add(name.substring(0, name.length() - ".properties".length())));
        }
        parts.sort(Comparator.<String>comparingInt(ORDER::indexOf).thenComparing(Comparator.naturalOrder()));
        return parts;
    }
}
