package dev.surety.local.leak.world;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.local.leak.world.Canaries.Sighting;
import dev.surety.local.leak.world.Document.Place;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CanariesTest {

    private static final Library LIBRARY = Library.of(40);
    private static final Document SEVENTH = LIBRARY.document(7);
    private static final String CANARY = SEVENTH.canary(Place.FIRST_CHUNK);

    private final Canaries canaries = new Canaries(LIBRARY);

    private List<String> how(String text) {
        return canaries.in(text).stream().filter(sighting -> sighting.document().equals(SEVENTH)).map(Sighting::how).distinct().toList();
    }

    @Test
    void findsACanaryInAnyCase() {
        assertEquals(List.of("plain"), how("{\"text\":\"the keeper is " + CANARY.toUpperCase(Locale.ROOT) + ".\"}"));
    }

    @Test
    void findsACanaryInEscapesOfJson() {
        var escaped = CANARY.chars().mapToObj("\\u%04x"::formatted).collect(Collectors.joining());

        assertEquals(List.of("JSON escapes"), how("{\"text\":\"" + escaped + "\"}"));
    }

    @Test
    void findsACanaryInAnAddress() {
        var encoded = CANARY.chars().mapToObj("%%%02X"::formatted).collect(Collectors.joining());

        assertEquals(List.of("URL-encoding"), how("GET /x?q=" + encoded));
        assertEquals("plain", how(URLEncoder.encode("leak://" + CANARY, StandardCharsets.UTF_8)).getFirst());
    }

    @Test
    void findsACanaryInBase64WhereverItBegins() {
        for (var before : List.of("", "a", "ab", "abc")) {
            var encoded = Base64.getEncoder().encodeToString((before + CANARY + " and more").getBytes(StandardCharsets.UTF_8));

            assertEquals(List.of("base64"), how("x" + encoded), before);
            assertEquals(List.of("base64"), how("{\"grant\":\"" + encoded + "\"}"), before);
        }
    }

    @Test
    void findsACanaryInHexadecimalDigits() {
        assertEquals(List.of("hexadecimal"), how("0x" + HexFormat.of().formatHex(CANARY.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void findsTheIdOfADocument() {
        var sightings = canaries.in("/v1/documents/" + SEVENTH.id());

        assertEquals(List.of(SEVENTH), sightings.stream().map(Sighting::document).toList());
        assertEquals(true, sightings.getFirst().isId());
    }

    @Test
    void aLureAndAStrangersWordAreNothing() {
        assertEquals(List.of(), canaries.in("Who is the keeper of " + SEVENTH.lure() + "? qzabcdefghija 100% sure " + Document.class));
    }

    @Test
    void everyCanaryOfADocumentStandsInWhatIsPublished() {
        for (var document : LIBRARY.documents()) {
            var published = document.content() + document.uri();
            for (var canary : document.canaries()) {
                assertEquals(true, published.contains(canary), canary);
            }
        }
    }
}
