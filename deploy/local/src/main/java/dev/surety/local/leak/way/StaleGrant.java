package dev.surety.local.leak.way;

import dev.surety.local.leak.stack.Line;
import dev.surety.local.leak.world.Document;
import dev.surety.local.leak.world.Principal;
import dev.surety.request.SuretyHeaders;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A grant that was given before its owner lost documents, used afterwards at retrieval. To be refused is an answer here. */
public final class StaleGrant implements Way {

    private static final int MOST = 40;

    private final Line line;
    private final String grant;

    public StaleGrant(Line line, String grant) {
        this.line = line;
        this.grant = grant;
    }

    @Override
    public String name() {
        return "stale-grant";
    }

    @Override
    public int most() {
        return MOST;
    }

    /** Whoever holds a grant back calls it. */
    @Override
    public int weight() {
        return 0;
    }

    @Override
    public Brought aim(Principal who, List<Document> at) throws IOException, InterruptedException {
        var headers = Map.of(SuretyHeaders.GRANT, grant);
        var lures = at.stream().map(Document::lure).collect(Collectors.joining(" "));
        return Brought.orRefused(at,
                line.post("retrieval", "/v1/searches", headers, Map.of("query", lures, "mode", "lexical", "k", 50)),
                line.post("retrieval", "/v1/visibilities", headers, Map.of("documentIds", at.stream().map(Document::id).toList())));
    }
}
