package dev.surety.local.leak.way;

import dev.surety.local.leak.world.Document;
import dev.surety.local.leak.world.Principal;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** {@code POST /v1/tools/search/calls} at inference: the search as a tool. It promises nothing: of a person's day it takes only so many calls. */
final class ToolSearch implements Way {

    private static final int WEIGHT = 5;

    private final Field field;

    ToolSearch(Field field) {
        this.field = field;
    }

    @Override
    public String name() {
        return "tool-search";
    }

    @Override
    public int weight() {
        return WEIGHT;
    }

    @Override
    public boolean isForPeopleOnly() {
        return true;
    }

    @Override
    public Brought aim(Principal who, List<Document> at) throws IOException, InterruptedException {
        return Brought.of(at, field.line().post(
                "inference", "/v1/tools/search/calls", field.passes().bearer(who), Map.of("arguments", Map.of("query", at.getFirst().question()))));
    }
}
