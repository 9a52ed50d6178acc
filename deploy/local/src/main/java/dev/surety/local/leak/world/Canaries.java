package dev.surety.local.leak.world;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Finds canaries, whatever they were wrapped in on their way: another case, JSON escapes, URL-encoding, base64, hexadecimal digits. */
public final class Canaries {

    private static final int LENGTH = MadeUpWords.CANARY_HEAD.length() + MadeUpWords.CANARY_LETTERS + 1;
    private static final Pattern JSON_ESCAPE = Pattern.compile("\\\\u([0-9a-fA-F]{4})");
    private static final Pattern BASE64_RUN = Pattern.compile("[A-Za-z0-9+/_-]{16,}");
    private static final Pattern HEX_RUN = Pattern.compile("[0-9a-fA-F]{24,}");
    private static final Pattern DOCUMENT_ID = Pattern.compile("d-[0-9a-f]{32}");
    private static final int SEXTETS = 4;
    private static final int AROUND = 24;

    private final Library library;

    public Canaries(Library library) {
        this.library = library;
    }

    /**
     * Something of a document that was seen.
     *
     * @param document whose it is
     * @param what     the canary, or the document's id
     * @param how      as it stood there: plain, or wrapped in what
     * @param around   a few characters before and after
     */
    public record Sighting(Document document, String what, String how, String around) {

        /** Whether an id was seen and no word of the document. */
        public boolean isId() {
            return what.startsWith("d-");
        }
    }

    /** Every sighting in a text. */
    public List<Sighting> in(String text) {
        var found = new ArrayList<Sighting>();
        plain(text, "plain", found);
        ids(text, found);
        if (text.contains("\\u")) {
            plain(JSON_ESCAPE.matcher(text).replaceAll(match -> java.util.regex.Matcher.quoteReplacement(
                    Character.toString((char) Integer.parseInt(match.group(1), 16)))), "JSON escapes", found);
        }
        if (text.indexOf('%') >= 0) {
            urlDecoded(text, found);
        }
        BASE64_RUN.matcher(text).results().forEach(run -> base64(run.group(), found));
        HEX_RUN.matcher(text).results().forEach(run -> hex(run.group(), found));
        return found;
    }

    private void plain(String text, String how, List<Sighting> found) {
        var lower = text.toLowerCase(Locale.ROOT);
        for (var at = lower.indexOf(MadeUpWords.CANARY_HEAD); at >= 0; at = lower.indexOf(MadeUpWords.CANARY_HEAD, at + 1)) {
            if (at + LENGTH <= lower.length()) {
                var word = lower.substring(at, at + LENGTH);
                var around = text.substring(Math.max(0, at - AROUND), Math.min(text.length(), at + LENGTH + AROUND));
                library.byRoot(word.substring(0, LENGTH - 1))
                        .ifPresent(document -> found.add(new Sighting(document, word, how, around)));
            }
        }
    }

    private void ids(String text, List<Sighting> found) {
        DOCUMENT_ID.matcher(text).results().forEach(match -> library.byId(match.group())
                .ifPresent(document -> found.add(new Sighting(document, match.group(), "plain",
                        text.substring(Math.max(0, match.start() - AROUND), match.end())))));
    }

    private void urlDecoded(String text, List<Sighting> found) {
        try {
            plain(URLDecoder.decode(text, StandardCharsets.UTF_8), "URL-encoding", found);
        } catch (IllegalArgumentException notEncoded) {
            // A percent sign that is one: what stands around it was searched as it is.
            return;
        }
    }

    /** Text inside a run may begin at any of four places of a sextet's cycle. */
    private void base64(String run, List<Sighting> found) {
        var url = run.replace('+', '-').replace('/', '_');
        for (var skip = 0; skip < SEXTETS; skip++) {
            var whole = (url.length() - skip) / SEXTETS * SEXTETS;
            var bytes = Base64.getUrlDecoder().decode(url.substring(skip, skip + whole));
            plain(new String(bytes, StandardCharsets.ISO_8859_1), "base64", found);
        }
    }

    private void hex(String run, List<Sighting> found) {
        for (var skip = 0; skip < 2; skip++) {
            var whole = (run.length() - skip) / 2 * 2;
            plain(new String(HexFormat.of().parseHex(run.substring(skip, skip + whole)), StandardCharsets.ISO_8859_1), "hexadecimal", found);
        }
    }
}
