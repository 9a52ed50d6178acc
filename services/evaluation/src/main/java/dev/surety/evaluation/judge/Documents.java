package dev.surety.evaluation.judge;

import java.util.Collection;

/** Suites name documents by the tail of their URI. */
final class Documents {

    private Documents() {}

    static boolean isOneOf(String uri, Collection<String> tails) {
        return tails.stream().anyMatch(tail -> uri.equals(tail) || uri.endsWith("/" + tail));
    }
}
