package dev.surety.local.leak;

import dev.surety.local.leak.stack.Reply;
import dev.surety.local.leak.world.Canaries.Sighting;
import dev.surety.local.leak.world.Document;
import java.util.List;

/** Something that must not have been seen. */
sealed interface Leak {

    String way();

    String who();

    /** What was aimed at. */
    List<Document> aimed();

    /** What was seen. */
    Document document();

    Reply reply();

    /** Where and how, in words. */
    String where();

    /**
     * A canary, or the id, of a hidden document in a reply.
     *
     * @param why why the document is hidden
     */
    record Seen(String way, String who, List<Document> aimed, Sighting sighting, Reply reply, String why) implements Leak {

        @Override
        public Document document() {
            return sighting.document();
        }

        @Override
        public String where() {
            return "%s (%s) in …%s…; hidden because %s".formatted(sighting.what(), sighting.how(), sighting.around().replace('\n', ' '), why);
        }
    }

    /** A hidden document and an absent one got different replies. */
    record Told(String way, String who, List<Document> aimed, Document document, Reply reply, Reply absent, String why) implements Leak {

        @Override
        public String where() {
            return "status %d against %d; the replies first differ at: %s | %s; hidden because %s".formatted(
                    reply.status(), absent.status(), excerpt(reply, absent), excerpt(absent, reply), why);
        }

        private static String excerpt(Reply one, Reply other) {
            var mine = one.lasting();
            var theirs = other.lasting();
            var at = 0;
            while (at < Math.min(mine.length(), theirs.length()) && mine.charAt(at) == theirs.charAt(at)) {
                at++;
            }
            return mine.substring(Math.max(0, at - 10), Math.min(mine.length(), at + 40)).replace('\n', ' ');
        }
    }

    /** What must be refused was taken. */
    record Taken(String way, String who, List<Document> aimed, Reply reply) implements Leak {

        @Override
        public Document document() {
            return aimed.getFirst();
        }

        @Override
        public String where() {
            return "status %d where nothing but 401 is right".formatted(reply.status());
        }
    }
}
