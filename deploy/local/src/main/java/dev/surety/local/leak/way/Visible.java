package dev.surety.local.leak.way;

import dev.surety.local.leak.world.Document;
import dev.surety.local.leak.world.Principal;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** {@code POST /v1/visibilities} at retrieval: of many ids, those that the principal may see. A hidden id in the reply is a leak. */
final class Visible implements Way {

    private static final int MOST_IDS = 200;
    private static final int WEIGHT = 16;

    private final Field field;

    Visible(Field field) {
        this.field = field;
    }

    @Override
    public String name() {
        return "visibilities";
    }

    @Override
    public int most() {
        return MOST_IDS;
    }

    @Override
    public int weight() {
        return WEIGHT;
    }

    @Override
    public double promise() {
        return 1;
    }

    @Override
    public Brought aim(Principal who, List<Document> at) throws IOException, InterruptedException {
        return Brought.of(at, field.line().post("retrieval", "/v1/visibilities", field.passes().grant(who),
                Map.of("documentIds", at.stream().map(Document::id).toList())));
    }
}
