package dev.surety.local.bench;

import dev.surety.local.bench.Services.Reply;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Answer records, read by those who asked. A record arrives a little after its answer. */
final class Records {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long PAUSE_MS = 250;

    private final Services services;
    private final Askers askers;

    Records(Services services, Askers askers) {
        this.services = services;
        this.askers = askers;
    }

    /** The record of a request, as its asker sees it; empty when it does not arrive within 20 seconds. */
    Optional<Reply> own(String requestId, String person) throws IOException, InterruptedException {
        var until = Instant.now().plus(PATIENCE);
        while (true) {
            var reply = services.get("evaluation", "/v1/answer-records/" + requestId, askers.headers(person));
            if (reply.status() == 200) {
                return Optional.of(reply);
            }
            if (Instant.now().isAfter(until)) {
                return Optional.empty();
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
        }
    }
}
