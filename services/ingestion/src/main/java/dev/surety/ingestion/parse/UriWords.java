package dev.surety.ingestion.parse;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** The name of a document that has no title: {@code corpus://x/people/annual-leave.md} is "Annual leave". */
final class UriWords {

    private static final Set<String> SAYS_NOTHING = Set.of("", "index", "readme", "default");

    private UriWords() {}

    static String of(String uri) {
        var path = uri.replaceFirst("[?#].*$", "").replaceFirst("^[a-zA-Z][a-zA-Z0-9+.-]*:/*", "");
        return Arrays.asList(path.split("/")).reversed().stream()
                .map(segment -> CleanText.oneLine(segment.replaceFirst("\\.[A-Za-z0-9]{1,5}$", "").replaceAll("%20|[-_+.]+", " ")))
                .filter(words -> !SAYS_NOTHING.contains(words.toLowerCase(Locale.ROOT)))
                .findFirst()
                .map(words -> words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1))
                .orElse("Untitled");
    }
}
