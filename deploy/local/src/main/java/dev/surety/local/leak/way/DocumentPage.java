package dev.surety.local.leak.way;

import dev.surety.event.DocumentEvents;
import dev.surety.local.leak.world.Document;
import dev.surety.local.leak.world.Principal;
import java.io.IOException;
import java.util.List;

/** {@code GET /v1/documents/{documentId}} at ingestion: a hidden document must look, to the byte, like one that is not there. */
final class DocumentPage implements Way {

    private static final int WEIGHT = 50;

    private final Field field;
    private final Timings timings;

    DocumentPage(Field field, Timings timings) {
        this.field = field;
        this.timings = timings;
    }

    @Override
    public String name() {
        return "document";
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
    public boolean asksTheRegister() {
        return true;
    }

    @Override
    public Brought aim(Principal who, List<Document> at) throws IOException, InterruptedException {
        var document = at.getFirst();
        var absentId = DocumentEvents.documentId(document.index(), "leak://absent/" + document.lure());
        var headers = field.passes().bearer(who);
        // In turns, so that whatever warms up or slows down does the same to both.
        var first = field.line().get("ingestion", "/v1/documents/" + (document.number() % 2 == 0 ? document.id() : absentId), headers);
        var second = field.line().get("ingestion", "/v1/documents/" + (document.number() % 2 == 0 ? absentId : document.id()), headers);
        var wanted = document.number() % 2 == 0 ? first : second;
        var absent = document.number() % 2 == 0 ? second : first;
        if (wanted.status() != 404 || !absent.isServed()) {
            // Found: the word of it in the reply says whether rightly. What is not found is compared with what is not there.
            return new Brought(at, List.of(wanted), List.of(), wanted.status() == 200 ? Brought.Ids.NONE : new Brought.Ids.Sent(List.of(document.id())));
        }
        timings.pair(wanted.took(), absent.took());
        var differ = !wanted.lasting().replace(document.id(), absentId).equals(absent.lasting());
        return new Brought(
                at,
                List.of(wanted, absent),
                differ ? List.of(new Brought.Difference(document, wanted, absent)) : List.of(),
                new Brought.Ids.Sent(List.of(document.id())));
    }
}
