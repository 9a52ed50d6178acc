package dev.surety.local.leak.way;

import dev.surety.local.leak.stack.Reply;
import dev.surety.local.leak.way.Ask.Form;
import dev.surety.local.leak.world.Document;
import dev.surety.local.leak.world.Principal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Somebody who was told of a document and lost it since: the same question again, which an answer was kept for, and the record of the answer of then. */
public final class Revoked implements Way {

    private final Field field;

    public Revoked(Field field) {
        this.field = field;
    }

    @Override
    public String name() {
        return "after-revocation";
    }

    /** Whoever takes a document away calls it. */
    @Override
    public int weight() {
        return 0;
    }

    /**
     * Asks before the document is taken away, twice, so that the answer is kept.
     *
     * @return the request id of the answer; empty when there was none
     */
    public Optional<String> ask(Principal who, Document document) throws IOException, InterruptedException {
        var first = Ask.ask(field, who, document.question(), Form.ANSWER, Map.of());
        Ask.ask(field, who, document.question(), Form.ANSWER, Map.of());
        return first.status() == 200 ? Optional.of(first.requestId()) : Optional.empty();
    }

    /** Asks again, by the same words, and opens what was answered then. */
    public Brought aimAgain(Principal who, Document document, String answer) throws IOException, InterruptedException {
        var replies = new ArrayList<Reply>();
        replies.add(Ask.ask(field, who, document.question(), Form.ANSWER, Map.of()));
        replies.add(Ask.ask(field, who, document.question(), Form.STREAM, Map.of()));
        if (!answer.isEmpty()) {
            // The stored answer of then, and the list that it stands in.
            replies.add(field.line().get("evaluation", "/v1/answer-records/" + answer, field.passes().bearer(who)));
            replies.add(field.line().get("evaluation", "/v1/answer-records?limit=20", field.passes().bearer(who)));
        }
        replies.add(field.line().post("retrieval", "/v1/searches", field.passes().grant(who), Map.of("query", document.lure(), "k", 50)));
        return new Brought(List.of(document), replies, List.of(), new Brought.Ids.All());
    }

    @Override
    public Brought aim(Principal who, List<Document> at) throws IOException, InterruptedException {
        return aimAgain(who, at.getFirst(), "");
    }
}
