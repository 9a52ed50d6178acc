package dev.surety.evaluation.judge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;

/**
 * The documents as their authors wrote them: the ground truth for quotes, independent of how ingestion cut and retrieval found them. Reads
 * each document once; thread-safe.
 */
public final class Corpus {

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    // Where ingestion may have put something between: a table's cells, a list's items.
    private static final Pattern SEAM = Pattern.compile("[\\r\\n|;:]+");

    private final Path folder;
    private final Map<String, Optional<String>> words = new ConcurrentHashMap<>();

    public Corpus(Path folder) {
        this.folder = folder;
    }

    /** What a quote is to its document. */
    public enum Hold {
        /** Stands there. */
        STANDS,
        /** Does not. */
        MISSING,
        /** The document is not in the corpus, so nobody can say. */
        UNKNOWN_DOCUMENT
    }

    /**
     * Whether a quote stands in a document, word for word; white space, marks and case do not count. The cells of a table may stand apart, and so may what stands
     * before and behind something that redaction took out.
     *
     * @param uri whose tail is a path below the folder
     */
    public Hold hold(String uri, String quote) {
        var document = words.computeIfAbsent(uri, this::read);
        if (document.isEmpty()) {
            return Hold.UNKNOWN_DOCUMENT;
        }
        if (inWords(quote).isBlank()) {
            return Hold.MISSING;
        }
        return TakenOut.leaves(quote).stream().allMatch(left -> stands(left, document.get())) ? Hold.STANDS : Hold.MISSING;
    }

    private static boolean stands(String quote, String document) {
        return document.contains(inWords(quote))
                || SEAM.splitAsStream(quote).map(Corpus::inWords).filter(part -> !part.isBlank()).allMatch(document::contains);
    }

    /** Tries ever shorter tails of the URI, so that it does not matter what stands before the path. */
    private Optional<String> read(String uri) {
        var steps = uri.replaceFirst("^[a-z][a-z0-9+.-]*:/*", "").split("/");
        return IntStream.range(0, steps.length)
                .mapToObj(from -> String.join("/", Arrays.copyOfRange(steps, from, steps.length)))
                .map(tail -> folder.resolve(tail).normalize())
                .filter(file -> file.startsWith(folder.normalize()) && Files.isRegularFile(file))
                .findFirst()
                .map(Corpus::content);
    }

    private static String content(Path file) {
        try {
            var raw = Files.readString(file, StandardCharsets.UTF_8);
            var text = file.toString().endsWith(".html") ? Jsoup.parse(raw).text() : raw.replaceAll("\\]\\([^()\\s]*\\)", "]");
            return inWords(text);
        } catch (IOException unreadable) {
            // Taken for a document without a word, so that a quote from it does not hold.
            return "";
        }
    }

    /** Words parted by single blanks, with one at each end, so that a word is only found whole. */
    private static String inWords(String text) {
        var words = List.of(NO_WORD.split(text.toLowerCase(Locale.ROOT))).stream().filter(word -> !word.isEmpty()).toList();
        return words.isEmpty() ? "" : " " + String.join(" ", words) + " ";
    }
}
