package dev.surety.local.leak;

import dev.surety.local.leak.stack.Line;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;

/** What retrieval's last check had to take out since it started. */
final class Withheld {

    private static final String METER = "surety_retrieval_withheld_total";

    private final Line line;

    Withheld(Line line) {
        this.line = line;
    }

    /** Empty before the first search. */
    OptionalLong count() throws IOException, InterruptedException {
        return line.get("retrieval", "/q/metrics", Map.of("Accept", "text/plain")).body().lines()
                .filter(text -> text.startsWith(METER))
                .mapToLong(text -> (long) Double.parseDouble(text.substring(text.lastIndexOf(' ') + 1)))
                .findFirst();
    }
}
