package dev.surety.local.leak.way;

import dev.surety.local.leak.stack.Reply;
import dev.surety.local.leak.world.Document;
import dev.surety.local.leak.world.Principal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Health and releases of an index at ingestion: to whom they are none of their business, the index must look like no index. */
final class IndexPages implements Way {

    private static final int WEIGHT = 2;

    private final Field field;

    IndexPages(Field field) {
        this.field = field;
    }

    @Override
    public String name() {
        return "index-pages";
    }

    @Override
    public int weight() {
        return WEIGHT;
    }

    @Override
    public Brought aim(Principal who, List<Document> at) throws IOException, InterruptedException {
        var document = at.getFirst();
        var headers = field.passes().bearer(who);
        var replies = new ArrayList<Reply>();
        var differences = new ArrayList<Brought.Difference>();
        for (var page : List.of("/health", "/releases")) {
            var real = field.line().get("ingestion", "/v1/indexes/" + document.index() + page, headers);
            var none = field.line().get("ingestion", "/v1/indexes/leak-none" + page, headers);
            replies.add(real);
            replies.add(none);
            // Our own services may know how many documents there are; people of the world are no auditors.
            if (!who.service() && real.isServed() && none.isServed() && !real.lasting().equals(none.lasting())) {
                differences.add(new Brought.Difference(document, real, none));
            }
        }
        return new Brought(at, replies, differences, Brought.Ids.NONE);
    }
}
