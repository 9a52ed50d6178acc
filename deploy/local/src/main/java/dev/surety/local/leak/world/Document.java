package dev.surety.local.leak.world;

import dev.surety.event.DocumentEvents;
import java.util.List;

/**
 * A document of the library. What is in it never changes, so that it is embedded once; who may read it does.
 *
 * @param number     in the library, from 0
 * @param index      that it lies in
 * @param lure       a made-up word to aim at it with; the gate sends it, so seeing it again means nothing
 * @param canaryRoot what its canaries begin with; the gate never sends one, so seeing it means that the document was seen
 * @param subject    what it is about
 * @param chunks     pieces that it is cut into, 1 or 2
 */
public record Document(int number, String index, String lure, String canaryRoot, String subject, int chunks) {

    /** Where in a document a canary stands; its letter ends the canary. */
    public enum Place {
        TITLE('t'),
        FIRST_CHUNK('a'),
        SECOND_CHUNK('b'),
        ADDRESS('u');

        private final char letter;

        Place(char letter) {
            this.letter = letter;
        }

        char letter() {
            return letter;
        }
    }

    /** The canary of one place. */
    public String canary(Place place) {
        return canaryRoot + place.letter();
    }

    public String uri() {
        return "leak://" + index + "/" + canary(Place.ADDRESS);
    }

    public String id() {
        return DocumentEvents.documentId(index, uri());
    }

    /** As a person would ask for what is in it. */
    public String question() {
        return "Who is the keeper of the " + subject + " of " + lure + "?";
    }

    /** As Markdown. */
    public String content() {
        var text = """
                # The %s of %s, register %s

                ## Keeper

                The keeper of the %s of %s is %s.
                """.formatted(subject, lure, canary(Place.TITLE), subject, lure, canary(Place.FIRST_CHUNK));
        return chunks == 1 ? text : text + more();
    }

    /** Long enough that neither section is joined with the other. */
    private String more() {
        return """
                Whoever wants to visit it rings the bell at the gate twice, waits until the lamp is lit, and signs the book in the hall with a name and an hour.
                Visitors leave before dusk, because the path along the water is narrow, has no railing, and is closed as soon as the wind turns to the west.

                # The night at %s

                ## Night watch

                At night the password at the gate of %s is %s.
                The watch walks around the wall once an hour, writes down what it hears, tries each of the four doors, and wakes the keeper when one of them is open.
                In the morning the book goes back to the hall, the lamp is put out, the bell is wiped dry, and the next watch is told what happened during the night.
                """.formatted(lure, lure, canary(Place.SECOND_CHUNK));
    }

    /** Every canary that stands in it. */
    public List<String> canaries() {
        var places = chunks == 1 ? List.of(Place.TITLE, Place.FIRST_CHUNK, Place.ADDRESS) : List.of(Place.values());
        return places.stream().map(this::canary).toList();
    }

    /** Number only. */
    @Override
    public String toString() {
        return "Document[" + number + "]";
    }
}
