package dev.surety.local.leak.way;

import dev.surety.local.leak.stack.Reply;
import dev.surety.local.leak.world.Document;
import dev.surety.local.leak.world.Library;
import dev.surety.local.leak.world.Principal;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code POST /v1/searches} at retrieval, with the principal's own grant, in one of its modes. */
final class Search implements Way {

    /** As many as the engine gives candidates for: without the filter, each document aimed at would come back. */
    private static final int MOST_PASSAGES = 50;
    private static final int LURES_AT_ONCE = 40;
    private static final int NAMES_AT_ONCE = 12;

    private final Field field;
    private final Mode mode;

    Search(Field field, Mode mode) {
        this.field = field;
        this.mode = mode;
    }

    /** How to search. Measured: a vector finds a made-up word among its likes, not always first. */
    enum Mode {
        LEXICAL("lexical", LURES_AT_ONCE, 1.0, 80),
        INDEXED("lexical-in-indexes", LURES_AT_ONCE, 1.0, 10),
        VECTOR("vector", 1, 0.8, 15),
        HYBRID("hybrid", NAMES_AT_ONCE, 0.8, 20);

        private final String label;
        private final int most;
        private final double promise;
        private final int weight;

        Mode(String label, int most, double promise, int weight) {
            this.label = label;
            this.most = most;
            this.promise = promise;
            this.weight = weight;
        }
    }

    @Override
    public String name() {
        return mode.label;
    }

    @Override
    public int most() {
        return mode.most;
    }

    @Override
    public int weight() {
        return mode.weight;
    }

    @Override
    public double promise() {
        return mode.promise;
    }

    @Override
    public Brought aim(Principal who, List<Document> at) throws IOException, InterruptedException {
        return Brought.of(at, search(who, query(at), mode));
    }

    private Reply search(Principal who, String query, Mode how) throws IOException, InterruptedException {
        Map<String, Object> body = new HashMap<>(Map.of("query", query, "k", MOST_PASSAGES));
        switch (how) {
            case LEXICAL -> body.putAll(Map.of("mode", "lexical"));
            case INDEXED -> body.putAll(Map.of("mode", "lexical", "explain", false, "filters", Map.of("indexes", Library.INDEXES)));
            case VECTOR -> body.putAll(Map.of("mode", "vector", "explain", true));
            case HYBRID -> body.putAll(Map.of("explain", true));
        }
        return field.line().post("retrieval", "/v1/searches", field.passes().grant(who), body);
    }

    private static String lures(List<Document> at) {
        return at.stream().map(Document::lure).collect(Collectors.joining(" "));
    }

    private String query(List<Document> at) {
        return switch (mode) {
            case LEXICAL, INDEXED -> lures(at);
            case VECTOR -> at.getFirst().question();
            // By meaning for one, by name for the others: more questions in one vector would mean none of them.
            case HYBRID -> at.getFirst().question() + " " + lures(at.subList(1, at.size()));
        };
    }
}
