package dev.surety.evaluation.judge;

import java.util.Collection;
import java.util.regex.Pattern;

/** Suites name documents by the tail of their URI. */
final class Documents {

    private Documents() {}

    static boolean isOneOf(String uri, Collection<String> tails) {
        return tails.stream().anyMatch(tail -> uri.equals(tail) || uri.endsWith("/" + tail));
    }

    /** Whether a text names the document, also in the middle of a sentence; another document whose name only ends or begins alike does not count. */
    static boolean isNamed(String text, String tail) {
        return Pattern.compile("(?<![\\p{L}\\p{N}_-])" + Pattern.quote(tail) + "(?![\\p{L}\\p{N}_-])", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(text)
                .find();
    }
}
