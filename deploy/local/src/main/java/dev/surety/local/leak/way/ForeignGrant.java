package dev.surety.local.leak.way;

import dev.surety.local.leak.world.Document;
import dev.surety.local.leak.world.Principal;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A grant that was made for other services, shown to one that it is not for: refused, whatever its owner may see with another one. So it aims at what the owner
 * may see.
 */
final class ForeignGrant implements Way {

    private static final int MOST = 40;
    private static final int WEIGHT = 3;

    private final Field field;

    ForeignGrant(Field field) {
        this.field = field;
    }

    @Override
    public String name() {
        return "foreign-grant";
    }

    @Override
    public int most() {
        return MOST;
    }

    @Override
    public int weight() {
        return WEIGHT;
    }

    @Override
    public double hiddenShare() {
        return 0;
    }

    @Override
    public boolean opensNothing() {
        return true;
    }

    @Override
    public Brought aim(Principal who, List<Document> at) throws IOException, InterruptedException {
        var notForRetrieval = field.passes().grantForAllBut("retrieval", who);
        var lures = at.stream().map(Document::lure).collect(Collectors.joining(" "));
        return Brought.orRefused(at,
                field.line().post("retrieval", "/v1/searches", notForRetrieval, Map.of("query", lures, "mode", "lexical", "k", 50)),
                field.line().post("retrieval", "/v1/visibilities", notForRetrieval, Map.of("documentIds", at.stream().map(Document::id).toList())),
                field.line().get("ingestion", "/v1/documents/" + at.getFirst().id(), field.passes().grantForAllBut("ingestion", who)));
    }
}
