package dev.surety.evaluation.probe;

import dev.surety.event.DocumentEvents;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The probe's document in an index, as one round writes it. Its address stays the same from round to round, so that a round that broke off leaves one document
 * and not another one each time; its words are new, so that no earlier answer is one to this round's question.
 *
 * @param index     that it lies in
 * @param round     names the round in document and question; 8 hexadecimal digits
 * @param watchword what only somebody who read the document can know; 24 hexadecimal digits in groups of 6
 */
record Canary(String index, String round, String watchword) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final HexFormat HEX = HexFormat.of();

    static Canary fresh(String index) {
        return new Canary(index, random(4), random(3) + "-" + random(3) + "-" + random(3) + "-" + random(3));
    }

    /** The address of an index's canary, in whatever round. */
    static String uri(String index) {
        return "surety-probe://" + index + "/canary";
    }

    String uri() {
        return uri(index);
    }

    String documentId() {
        return DocumentEvents.documentId(index, uri());
    }

    String title() {
        return "Revocation round " + round;
    }

    String content() {
        return "# %s\n\nThe watchword of revocation round %s is %s.\n".formatted(title(), round, watchword);
    }

    String question() {
        return "What is the watchword of revocation round " + round + "?";
    }

    private static String random(int bytes) {
        var some = new byte[bytes];
        RANDOM.nextBytes(some);
        return HEX.formatHex(some);
    }
}
