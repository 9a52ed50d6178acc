package dev.surety.ingestion.parse;

import dev.surety.ingestion.parse.Block.Kind;
import java.util.ArrayList;
import java.util.List;

/** The blocks written so far and the headings that the next one stands under. */
final class Outline {

    /** A heading is in every chunk below it, so one that is a paragraph in disguise is cut there and kept whole as a block. */
    private static final int LONGEST_HEADING = 200;

    private final String title;
    private final List<Block> blocks = new ArrayList<>();
    private final List<Heading> open = new ArrayList<>();

    Outline(String title) {
        this.title = title;
    }

    List<Block> blocks() {
        closeDownTo(0);
        return List.copyOf(blocks);
    }

    /** A block under the headings that are open; one without words is dropped. */
    void block(Kind kind, String text) {
        if (text.isBlank()) {
            return;
        }
        open.forEach(heading -> heading.used = true);
        blocks.add(new Block(open.stream().map(heading -> heading.text).toList(), kind, text));
    }

    /** @param level 1 to 6 */
    void heading(int level, String text) {
        closeDownTo(level);
        if (text.isBlank() || level == 1 && text.equalsIgnoreCase(title)) {
            return;
        }
        if (text.length() <= LONGEST_HEADING) {
            open.add(new Heading(level, text));
            return;
        }
        block(Kind.PROSE, text);
        var cut = new Heading(level, text.substring(0, text.offsetByCodePoints(0, LONGEST_HEADING / 2)) + "…");
        cut.used = true;
        open.add(cut);
    }

    /** Closes the headings of this level and below. One with nothing under it still says something, so it becomes a block. */
    private void closeDownTo(int level) {
        while (!open.isEmpty() && open.getLast().level >= level) {
            var closed = open.removeLast();
            if (!closed.used) {
                block(Kind.PROSE, closed.text);
            }
        }
    }

    private static final class Heading {

        private final int level;
        private final String text;
        private boolean used;

        Heading(int level, String text) {
            this.level = level;
            this.text = text;
        }
    }
}
