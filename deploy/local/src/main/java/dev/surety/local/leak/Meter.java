package dev.surety.local.leak;

import dev.surety.local.leak.stack.Line;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** A counter of a service, since that started. */
final class Meter {

    private final Line line;
    private final String service;
    private final String series;

    private Meter(Line line, String service, String series) {
        this.line = line;
        this.service = service;
        this.series = series;
    }

    /** What retrieval's last check had to take out. */
    static Meter withheld(Line line) {
        return new Meter(line, "retrieval", "surety_retrieval_withheld_total");
    }

    /** Answers that inference gave a second time. */
    static Meter cached(Line line) {
        return new Meter(line, "inference", "surety_answers_total{cache=\"exact\"");
    }

    /** Empty before it was counted for the first time. */
    OptionalLong count() throws IOException, InterruptedException {
        var counts = line.get(service, "/q/metrics", Map.of("Accept", "text/plain")).body().lines()
                .filter(text -> text.startsWith(series))
                .mapToLong(text -> (long) Double.parseDouble(text.substring(text.lastIndexOf(' ') + 1)))
                .toArray();
        return counts.length == 0 ? OptionalLong.empty() : OptionalLong.of(LongStream.of(counts).sum());
    }
}
