package dev.surety.local.leak.way;

import dev.surety.local.leak.stack.Reply;
import dev.surety.local.leak.way.Ask.Form;
import dev.surety.local.leak.world.Document;
import dev.surety.local.leak.world.Principal;
import dev.surety.local.leak.world.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The exact cache: somebody who may know asks, twice, so that the answer is kept; then the same words come from the one who aims. */
final class SameQuestion extends ForPeople {

    private static final int WEIGHT = 3;

    SameQuestion(Field field) {
        super(field, "exact-cache", WEIGHT);
    }

    @Override
    public Brought aim(Principal who, List<Document> at) throws IOException, InterruptedException {
        var document = at.getFirst();
        for (var name : field.world().names()) {
            var other = field.world().principal(name);
            if (!name.equals(who.name()) && !other.service() && field.world().verdict(name, document) == Verdict.VISIBLE) {
                Ask.ask(field, other, document.question(), Form.ANSWER, Map.of());
                break;
            }
        }
        var replies = new ArrayList<Reply>();
        replies.add(Ask.ask(field, who, document.question(), Form.ANSWER, Map.of()));
        replies.add(Ask.ask(field, who, document.question(), Form.ANSWER, Map.of()));
        return new Brought(at, replies, List.of(), Brought.Ids.NONE);
    }
}
