package dev.surety.local.leak.way;

import dev.surety.local.leak.stack.Reply;
import dev.surety.local.leak.way.Ask.Form;
import dev.surety.local.leak.world.Document;
import dev.surety.local.leak.world.Principal;
import dev.surety.local.leak.world.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The exact cache: somebody who may know asks, so that the answer is kept; then the same words come from the one who aims. */
final class SameQuestion extends ForPeople {

    private static final int WEIGHT = 6;

    SameQuestion(Field field) {
        super(field, Ways.EXACT_CACHE, WEIGHT);
    }

    @Override
    public Brought aim(Principal who, List<Document> at) throws IOException, InterruptedException {
        var document = at.getFirst();
        var other = whoMayKnow(who, document);
        if (other.isPresent()) {
            Ask.ask(field, other.get(), document.question(), Form.ANSWER, Map.of());
        }
        var replies = new ArrayList<Reply>();
        replies.add(Ask.ask(field, who, document.question(), Form.ANSWER, Map.of()));
        replies.add(Ask.ask(field, who, document.question(), Form.ANSWER, Map.of()));
        return new Brought(at, replies, List.of(), Brought.Ids.NONE);
    }

    /** A colleague if there is one: what is kept for a tenant would be found by them only. */
    private Optional<Principal> whoMayKnow(Principal who, Document document) {
        return field.world().names().stream()
                .filter(name -> !name.equals(who.name()) && field.world().verdict(name, document) == Verdict.VISIBLE)
                .map(field.world()::principal)
                .filter(Predicate.not(Principal::service))
                .min(Comparator.comparing(other -> !other.tenant().equals(who.tenant())));
    }
}
