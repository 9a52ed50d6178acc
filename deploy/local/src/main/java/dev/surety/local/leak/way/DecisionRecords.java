package dev.surety.local.leak.way;

import dev.surety.local.leak.world.Document;
import dev.surety.local.leak.world.Principal;
import java.io.IOException;
import java.util.List;

/** What was decided about one's own requests: an id in it tells that the document was permitted when it was asked about, and nothing of now. */
final class DecisionRecords extends ForPeople {

    private static final int WEIGHT = 3;

    DecisionRecords(Field field) {
        super(field, "decision-records", WEIGHT);
    }

    @Override
    public Brought aim(Principal who, List<Document> at) throws IOException, InterruptedException {
        var reply = field.line().get("evaluation", "/v1/decisions?limit=20", field.passes().bearer(who));
        return new Brought(at, List.of(reply), List.of(), new Brought.Ids.All());
    }
}
