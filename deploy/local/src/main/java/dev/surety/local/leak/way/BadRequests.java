package dev.surety.local.leak.way;

import dev.surety.local.leak.stack.Reply;
import dev.surety.local.leak.world.Document;
import dev.surety.local.leak.world.Principal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Errors: requests that are wrong in one way each and name the document nevertheless. Their problem documents must not know it. */
final class BadRequests implements Way {

    private static final int WEIGHT = 6;
    private static final int TOO_LONG = 4_100;

    private final Field field;

    BadRequests(Field field) {
        this.field = field;
    }

    @Override
    public String name() {
        return "errors";
    }

    @Override
    public int weight() {
        return WEIGHT;
    }

    @Override
    public Brought aim(Principal who, List<Document> at) throws IOException, InterruptedException {
        var document = at.getFirst();
        var lure = document.lure();
        var replies = new ArrayList<Reply>();
        var grant = field.passes().grant(who);
        var bearer = field.passes().bearer(who);
        var line = field.line();
        switch (document.number() % 6) {
            case 0 -> replies.add(line.post("retrieval", "/v1/searches", grant, Map.of("query", lure, "k", 5_000)));
            case 1 -> replies.add(line.post("retrieval", "/v1/searches", grant, Map.of("query", lure, "filters", Map.of("indexes", List.of("*", lure)))));
            case 2 -> replies.add(line.postText("retrieval", "/v1/searches", grant, "{\"query\": \"" + lure + "\", \"query\": "));
            case 3 -> replies.add(line.post("inference", "/v1/answers", bearer, Map.of("question", lure + " ?".repeat(TOO_LONG))));
            case 4 -> {
                var inTables = new HashMap<>(grant);
                inTables.put("Accept", "text/csv");
                replies.add(line.post("retrieval", "/v1/searches", inTables, Map.of("query", document.question())));
            }
            default -> {
                replies.add(line.get("ingestion", "/v1/documents/" + document.id() + ":0", bearer));
                replies.add(line.get("ingestion", "/v1/indexes/" + document.index() + "/" + lure, bearer));
            }
        }
        return new Brought(at, replies, List.of(), new Brought.Ids.Sent(List.of(document.id())));
    }
}
