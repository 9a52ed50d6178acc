package dev.surety.local.leak.way;

import dev.surety.local.leak.stack.Reply;
import dev.surety.local.leak.world.Document;
import dev.surety.local.leak.world.Principal;
import dev.surety.request.RequestId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Answer records: the record of a question that somebody asked, opened by the one who aims, and the pages of their own. The record of somebody else must look, to
 * the byte, like no record.
 */
final class Records implements Way {

    private static final int WEIGHT = 12;

    private final Field field;
    private final Asked asked;

    Records(Field field, Asked asked) {
        this.field = field;
        this.asked = asked;
    }

    @Override
    public String name() {
        return "answer-records";
    }

    @Override
    public int weight() {
        return WEIGHT;
    }

    @Override
    public Brought aim(Principal who, List<Document> at) throws IOException, InterruptedException {
        var question = asked.next();
        if (question.isEmpty()) {
            return Brought.nothing();
        }
        var headers = field.passes().bearer(who);
        var replies = new ArrayList<Reply>();
        var record = field.line().get("evaluation", "/v1/answer-records/" + question.get().requestId(), headers);
        var unknown = field.line().get("evaluation", "/v1/answer-records/" + RequestId.next(), headers);
        replies.add(record);
        replies.add(unknown);
        replies.add(field.line().get("evaluation", "/v1/answer-records?limit=20", headers));
        var isOthers = !question.get().asker().equals(who.name());
        var shows = isOthers && record.isServed() && unknown.isServed() && !record.lasting().equals(unknown.lasting());
        return new Brought(
                List.of(question.get().about()),
                replies,
                shows ? List.of(new Brought.Difference(question.get().about(), record, unknown)) : List.of(),
                new Brought.Ids.All());
    }
}
