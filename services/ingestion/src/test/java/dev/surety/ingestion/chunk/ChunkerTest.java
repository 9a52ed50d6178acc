package dev.surety.ingestion.chunk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.ingestion.parse.Block;
import dev.surety.ingestion.parse.Block.Kind;
import dev.surety.ingestion.parse.ParsedDocument;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ChunkerTest {

    private static final Tokens TOKENS = new Tokens();

    @Example
    void blocksUnderOneHeadingStayTogether() {
        var pieces = chunker(220, 60).cut(document(
                prose("First.", "A", "B"), prose("Second.", "A", "B"), prose("Elsewhere.", "C")));

        assertEquals(List.of(new Piece("A › B", "First.\nSecond."), new Piece("C", "Elsewhere.")), pieces);
    }

    @Example
    void smallSiblingsAreJoinedUnderTheirParentAndKeepTheirHeadings() {
        var pieces = chunker(220, 60).cut(document(
                prose("Call IT.", "Help", "Laptop"), prose("Call Paulo.", "Help", "Door"), prose("Sleep.", "Help"), prose("Else.", "Other", "X")));

        assertEquals(
                List.of(
                        new Piece("Help", "Laptop\nCall IT.\nDoor\nCall Paulo."),
                        new Piece("Help", "Sleep."),
                        new Piece("Other › X", "Else.")),
                pieces);
    }

    @Example
    void aSectionThatIsLargeEnoughIsNotJoined() {
        var pieces = chunker(220, 5).cut(document(prose("This one says quite enough on its own.", "A"), prose("Small.", "B")));

        assertEquals(List.of(new Piece("A", "This one says quite enough on its own."), new Piece("B", "Small.")), pieces);
    }

    @Example
    void aLongParagraphIsCutBetweenSentences() {
        var sentence = "On Jan. 5 the fee of approx. 20 EUR applies, see Sec. 4.2 for more. ";

        var pieces = chunker(50, 0).cut(document(prose(sentence.repeat(9).strip(), "Fees")));

        assertTrue(pieces.size() > 2);
        assertTrue(pieces.stream().allMatch(piece -> piece.text().startsWith("On Jan.") && piece.text().endsWith("for more.")), pieces::toString);
    }

    @Example
    void aLongTableIsCutBetweenRows() {
        var rows = IntStream.range(0, 40).mapToObj(row -> "City: Town %d; Cap: %d EUR".formatted(row, row * 10)).toList();

        var pieces = chunker(60, 0).cut(document(new Block(List.of(), Kind.LINES, String.join("\n", rows))));

        assertEquals(rows, pieces.stream().flatMap(piece -> piece.text().lines()).toList());
    }

    @Example
    void nonsensicalSizesStopTheStart() {
        var failure = assertThrows(IllegalArgumentException.class, () -> chunker(10, 0));

        assertEquals("surety.ingestion.chunk-tokens is 10, it must be 20 to 2000", failure.getMessage().replace(",000", "000"));
    }

    @Property(tries = 200)
    void noWordIsLostAndNoChunkIsTooLarge(@ForAll("documents") ParsedDocument document) {
        var most = 40;

        var pieces = chunker(most, 15).cut(document);

        var before = squeezed(document.blocks().stream().map(Block::text).toList());
        var headings = document.blocks().stream().flatMap(block -> block.headings().stream()).distinct().map(heading -> squeezed(List.of(heading))).toList();
        assertEquals(before, without(headings, pieces));
        for (var piece : pieces) {
            assertTrue(TOKENS.in(piece.text()) <= most, () -> TOKENS.in(piece.text()) + " tokens");
        }
    }

    @Provide
    Arbitrary<ParsedDocument> documents() {
        var words = Arbitraries.of("leave", "28", "days", "Jan.", "5.", "Bergen;", "naïve", "日本語。", "👩‍🔬", "x".repeat(700), "a@b.example", "Sec.", "4.2", "End!");
        var texts = words.list().ofMinSize(1).ofMaxSize(120).map(list -> String.join(" ", list));
        // Headings are marked, so that the test can tell them from words.
        var headings = Arbitraries.of("§A", "§B", "§C").list().ofMaxSize(3);
        var blocks = Combinators.combine(headings, Arbitraries.of(Kind.class), texts)
                .as((path, kind, text) -> new Block(path, kind, kind == Kind.LINES ? text.replace("; ", ";\n") : text));
        return blocks.list().ofMaxSize(12).map(list -> new ParsedDocument("Title", list, null));
    }

    /** Joined sections say their headings as lines; without those the words must be the same. */
    private static String without(List<String> headings, List<Piece> pieces) {
        var lines = new ArrayList<String>();
        pieces.forEach(piece -> piece.text().lines().filter(line -> !headings.contains(line)).forEach(lines::add));
        return squeezed(lines);
    }

    private static String squeezed(List<String> texts) {
        return String.join("", texts).replaceAll("\\s+", "");
    }

    private static Block prose(String text, String... headings) {
        return new Block(Arrays.asList(headings), Kind.PROSE, text);
    }

    private static ParsedDocument document(Block... blocks) {
        return new ParsedDocument("Title", List.of(blocks), null);
    }

    private static Chunker chunker(int tokens, int small) {
        return new Chunker(
                new ChunkConfig() {
                    @Override
                    public int chunkTokens() {
                        return tokens;
                    }

                    @Override
                    public int smallSectionTokens() {
                        return small;
                    }
                },
                TOKENS);
    }
}
