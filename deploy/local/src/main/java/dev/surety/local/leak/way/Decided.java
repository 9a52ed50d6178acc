package dev.surety.local.leak.way;

import dev.surety.event.DocumentEvents;
import dev.surety.local.leak.stack.Reply;
import dev.surety.local.leak.world.Document;
import dev.surety.local.leak.world.Principal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Decisions about a document, recorded decisions, and the page that tells who may read what: a hidden document must be decided, to the byte, like one that is not
 * there. Only people are asked: services may know who may read what.
 */
final class Decided extends ForPeople {

    private static final int WEIGHT = 6;

    Decided(Field field) {
        super(field, "decisions", WEIGHT);
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
        var replies = new ArrayList<Reply>();
        var differences = new ArrayList<Brought.Difference>();
        compare(document, decide(headers, document.id()), decide(headers, absentId), absentId, replies, differences);
        compare(document, accesses(headers, document.id()), accesses(headers, absentId), absentId, replies, differences);
        replies.add(field.line().post("evaluation", "/v1/policy-dry-runs", headers, Map.of("contract", document.lure(), "last", 10)));
        return new Brought(at, replies, differences, new Brought.Ids.Sent(List.of(document.id())));
    }

    private static void compare(
            Document document, Reply hidden, Reply absent, String absentId, List<Reply> replies, List<Brought.Difference> differences) {
        replies.add(hidden);
        replies.add(absent);
        if (hidden.isServed() && absent.isServed() && !hidden.lasting().replace(document.id(), absentId).equals(absent.lasting())) {
            differences.add(new Brought.Difference(document, hidden, absent));
        }
    }

    private Reply decide(Map<String, String> headers, String id) throws IOException, InterruptedException {
        return field.line().post("identity-policy", "/v1/decisions", headers, Map.of("action", "read", "resource", Map.of("documentId", id)));
    }

    private Reply accesses(Map<String, String> headers, String id) throws IOException, InterruptedException {
        return field.line().get("ingestion", "/v1/document-accesses?document=" + id, headers);
    }
}
