package dev.surety.local.leak.way;

import dev.surety.local.leak.stack.Reply;
import dev.surety.local.leak.world.Document;
import dev.surety.local.leak.world.Library;
import dev.surety.local.leak.world.Principal;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Counts and scores of a search: the word of a hidden document must give exactly what a word gives that stands in no document. Number of passages,
 * releases, degradation, header by header.
 */
final class Twins implements Way {

    private static final int WEIGHT = 8;

    private final Field field;

    Twins(Field field) {
        this.field = field;
    }

    @Override
    public String name() {
        return "counts";
    }

    @Override
    public int weight() {
        return WEIGHT;
    }

    @Override
    public double hiddenShare() {
        return 1;
    }

    @Override
    public Brought aim(Principal who, List<Document> at) throws IOException, InterruptedException {
        var document = at.getFirst();
        var hidden = search(who, document.lure());
        var absent = search(who, field.world().library().absentLure(document));
        var differ = hidden.isServed() && absent.isServed() && !hidden.lasting().equals(absent.lasting());
        return new Brought(
                at, List.of(hidden, absent), differ ? List.of(new Brought.Difference(document, hidden, absent)) : List.of(), Brought.Ids.NONE);
    }

    private Reply search(Principal who, String word) throws IOException, InterruptedException {
        return field.line().post("retrieval", "/v1/searches", field.passes().grant(who),
                Map.of("query", word, "mode", "lexical", "k", 50, "explain", true, "filters", Map.of("indexes", Library.INDEXES)));
    }
}
