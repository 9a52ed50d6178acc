package dev.surety.local.leak.way;

import java.util.List;

/** All ways out. */
public final class Ways {

    /** The way of a question that somebody else has asked before. */
    public static final String EXACT_CACHE = "exact-cache";

    private Ways() {}

    public static List<Way> all(Field field, Timings timings) {
        var asked = new Asked();
        return List.of(
                new Search(field, Search.Mode.LEXICAL),
                new Search(field, Search.Mode.INDEXED),
                new Search(field, Search.Mode.VECTOR),
                new Search(field, Search.Mode.HYBRID),
                new Visible(field),
                new Twins(field),
                new DocumentPage(field, timings),
                new Ask(field, Ask.Form.ANSWER, asked),
                new Ask(field, Ask.Form.SOURCES, asked),
                new Ask(field, Ask.Form.STREAM, asked),
                new ToolSearch(field),
                new SameQuestion(field),
                new Records(field, asked),
                new BadRequests(field),
                new Decided(field),
                new DecisionRecords(field),
                new IndexPages(field),
                new Runs(field),
                new ForeignGrant(field));
    }
}
