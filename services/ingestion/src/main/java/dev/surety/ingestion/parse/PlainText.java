package dev.surety.ingestion.parse;

import dev.surety.ingestion.parse.Block.Kind;
import java.util.ArrayList;
import java.util.List;

/** Plain text: paragraphs between empty lines. */
final class PlainText {

    /** Lines that are all at least this long were broken by an editor, not by an author. */
    private static final int WRAPPED = 50;

    private PlainText() {}

    static List<Block> blocks(String text) {
        var blocks = new ArrayList<Block>();
        for (var paragraph : CleanText.visible(text).split("\\R[ \\t]*(?:\\R[ \\t]*)+")) {
            var lines = paragraph.lines().map(CleanText::oneLine).filter(line -> !line.isEmpty()).toList();
            if (lines.isEmpty()) {
                continue;
            }
            var wrapped = lines.stream().limit(lines.size() - 1L).allMatch(line -> line.length() >= WRAPPED);
            blocks.add(new Block(List.of(), wrapped ? Kind.PROSE : Kind.LINES, String.join(wrapped ? " " : "\n", lines)));
        }
        return blocks;
    }
}
