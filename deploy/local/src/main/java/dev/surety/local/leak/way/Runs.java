package dev.surety.local.leak.way;

import dev.surety.local.leak.world.Document;
import dev.surety.local.leak.world.Principal;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Evaluation's reports and books, asked for by somebody who is neither auditor nor service. */
final class Runs implements Way {

    private static final int WEIGHT = 2;

    private final Field field;

    Runs(Field field) {
        this.field = field;
    }

    @Override
    public String name() {
        return "evaluation-reports";
    }

    @Override
    public int weight() {
        return WEIGHT;
    }

    @Override
    public Brought aim(Principal who, List<Document> at) throws IOException, InterruptedException {
        var headers = field.passes().bearer(who);
        var line = field.line();
        if (who.service()) {
            // A service may start a run, and the gate wants none.
            return Brought.of(at, line.get("evaluation", "/v1/eval-runs/" + UUID.randomUUID(), headers));
        }
        return Brought.of(at,
                line.post("evaluation", "/v1/eval-runs", headers, Map.of("suite", at.getFirst().lure())),
                line.get("evaluation", "/v1/eval-runs/" + UUID.randomUUID(), headers),
                line.get("evaluation", "/v1/slo", headers),
                line.get("evaluation", "/v1/readiness", headers));
    }
}
