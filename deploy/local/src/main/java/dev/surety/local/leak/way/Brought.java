package dev.surety.local.leak.way;

import dev.surety.local.leak.stack.Reply;
import dev.surety.local.leak.world.Document;
import java.util.List;

/**
 * All that one shot brought back.
 *
 * @param aimed       documents that were aimed at
 * @param replies     everything that came back
 * @param differences where a hidden document and an absent one did not look the same, in words
 * @param sentIds     ids of documents that the requests themselves held, so that an echo of them tells nothing
 */
public record Brought(List<Document> aimed, List<Reply> replies, List<Difference> differences, List<String> sentIds) {

    public Brought {
        aimed = List.copyOf(aimed);
        replies = List.copyOf(replies);
        differences = List.copyOf(differences);
        sentIds = List.copyOf(sentIds);
    }

    /**
     * A hidden document that could be told from none.
     *
     * @param document that showed
     * @param hidden   reply for it
     * @param absent   reply for none
     */
    public record Difference(Document document, Reply hidden, Reply absent) {}

    static Brought of(List<Document> aimed, Reply... replies) {
        return new Brought(aimed, List.of(replies), List.of(), List.of());
    }

    /** Nothing to aim at was there. */
    static Brought nothing() {
        return of(List.of());
    }

    /** Whether the product served what was asked: only then the shot says anything. */
    public boolean isServed() {
        return !replies.isEmpty() && replies.stream().allMatch(Reply::isServed);
    }

    /** Whether all that is permitted may be expected. */
    public boolean isWhole() {
        return replies.stream().allMatch(reply -> reply.status() == 200 && reply.isWhole());
    }
}
