package dev.surety.local.leak.way;

import dev.surety.local.leak.stack.Reply;
import dev.surety.local.leak.world.Document;
import java.util.List;

/**
 * All that one shot brought back.
 *
 * @param aimed        documents that were aimed at
 * @param replies      everything that came back
 * @param differences  where a hidden document and an absent one did not look the same, in words
 * @param ids          ids of documents that tell nothing when they come back
 * @param mayBeRefused whether 401 is an answer as good as any
 */
public record Brought(List<Document> aimed, List<Reply> replies, List<Difference> differences, Ids ids, boolean mayBeRefused) {

    private static final int UNAUTHENTICATED = 401;

    public Brought {
        aimed = List.copyOf(aimed);
        replies = List.copyOf(replies);
        differences = List.copyOf(differences);
    }

    Brought(List<Document> aimed, List<Reply> replies, List<Difference> differences, Ids ids) {
        this(aimed, replies, differences, ids, false);
    }

    /**
     * A hidden document that could be told from none.
     *
     * @param document that showed
     * @param hidden   reply for it
     * @param absent   reply for none
     */
    public record Difference(Document document, Reply hidden, Reply absent) {}

    /** Ids that tell nothing. */
    public sealed interface Ids {

        /** Each id tells. */
        Ids NONE = new Sent(List.of());

        /** The requests themselves held these: an echo of them tells nothing. */
        record Sent(List<String> ids) implements Ids {}

        /** A stored answer keeps the ids of what was seen when it was asked for, and none of its words. */
        record All() implements Ids {}
    }

    static Brought of(List<Document> aimed, Reply... replies) {
        return new Brought(aimed, List.of(replies), List.of(), Ids.NONE);
    }

    static Brought orRefused(List<Document> aimed, Reply... replies) {
        return new Brought(aimed, List.of(replies), List.of(), Ids.NONE, true);
    }

    /** Whether a document's id, come back, tells something. */
    public boolean tells(String id) {
        return switch (ids) {
            case Ids.Sent(var sent) -> !sent.contains(id);
            case Ids.All() -> false;
        };
    }

    /** Nothing to aim at was there. */
    static Brought nothing() {
        return of(List.of());
    }

    /** Whether the product served what was asked: only then the shot says anything. */
    public boolean isServed() {
        return !replies.isEmpty() && replies.stream().allMatch(reply -> reply.isServed() || mayBeRefused && reply.status() == UNAUTHENTICATED);
    }

    /** Whether all that is permitted may be expected. */
    public boolean isWhole() {
        return replies.stream().allMatch(reply -> reply.status() == 200 && reply.isWhole());
    }
}
