package dev.surety.ingestion.parse;

import dev.surety.ingestion.parse.Block.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** Walks a page from top to bottom and writes down blocks. One walk, one instance. */
final class HtmlBlocks {

    private final Outline outline;
    private final StringBuilder prose = new StringBuilder();
    private final List<String> lines = new ArrayList<>();

    private HtmlBlocks(String title) {
        this.outline = new Outline(title);
    }

    /**
     * The blocks of a page from which hidden text is gone.
     *
     * @param title of the document; a first-level heading that says the same is not repeated in the headings
     */
    static List<Block> of(Element body, String title) {
        var walk = new HtmlBlocks(title);
        walk.container(body);
        walk.flush();
        return walk.outline.blocks();
    }

    private void container(Element element) {
        for (var child : element.childNodes()) {
            node(child);
        }
    }

    private void node(Node node) {
        switch (node) {
            case TextNode text -> prose.append(text.getWholeText());
            case Element element -> element(element);
            default -> {
                // Comments and the like are not for readers.
            }
        }
    }

    private void element(Element element) {
        switch (element.normalName()) {
            case "h1", "h2", "h3", "h4", "h5", "h6" -> {
                flush();
                outline.heading(element.normalName().charAt(1) - '0', CleanText.oneLine(element.text()));
            }
            case "ul", "ol", "menu" -> {
                flush();
                list(element, "");
                flush();
            }
            case "dl" -> {
                flush();
                definitions(element);
                flush();
            }
            case "table" -> {
                flush();
                table(element);
                flush();
            }
            case "pre", "listing", "xmp" -> {
                flush();
                outline.block(Kind.LINES, CleanText.visible(element.wholeText()).stripTrailing());
            }
            case "br" -> {
                // A line of an address or of a poem stands on its own.
                flushProseAsLine();
            }
            default -> {
                if (element.isBlock()) {
                    flush();
                    container(element);
                    flush();
                } else {
                    container(element);
                }
            }
        }
    }

    private void list(Element list, String indent) {
        var number = list.normalName().equals("ol") ? startOf(list) : -1;
        for (var item : list.children()) {
            if (item.normalName().equals("ul") || item.normalName().equals("ol")) {
                list(item, indent + "  ");
                continue;
            }
            var line = new StringBuilder(indent);
            if (number >= 0) {
                line.append(number++).append(". ");
            }
            var lead = line.length();
            item(item, line, lead, indent);
            endLine(line, lead);
        }
    }

    /** Collects an item's own words into one line; lists in it follow as lines, code and tables as blocks. */
    private void item(Element element, StringBuilder line, int lead, String indent) {
        for (var child : element.childNodes()) {
            if (child instanceof TextNode text) {
                line.append(text.getWholeText());
            } else if (child instanceof Element inner) {
                switch (inner.normalName()) {
                    case "ul", "ol", "menu" -> {
                        endLine(line, lead);
                        list(inner, indent + "  ");
                    }
                    case "pre", "table", "dl" -> {
                        endLine(line, lead);
                        element(inner);
                    }
                    default -> {
                        var apart = inner.isBlock() || inner.normalName().equals("br");
                        line.append(apart ? " " : "");
                        item(inner, line, lead, indent);
                        line.append(apart ? " " : "");
                    }
                }
            }
        }
    }

    /** Writes the line down if it has words; what follows in the same item starts without a number. */
    private void endLine(StringBuilder line, int lead) {
        var words = CleanText.oneLine(line.substring(Math.min(lead, line.length())));
        if (!words.isEmpty()) {
            lines.add(line.substring(0, lead) + words);
        }
        line.setLength(0);
        line.append(" ".repeat(lead));
    }

    private void definitions(Element list) {
        var term = "";
        var described = false;
        for (var child : list.select("dt, dd")) {
            var words = CleanText.oneLine(child.text());
            if (child.normalName().equals("dt")) {
                term = described || term.isEmpty() ? words : term + ", " + words;
                described = false;
            } else if (!words.isEmpty()) {
                lines.add(term.isEmpty() ? words : term + ": " + words);
                described = true;
            }
        }
        if (!described && !term.isEmpty()) {
            lines.add(term);
        }
    }

    private void table(Element table) {
        var grid = TableGrid.of(table);
        if (grid.isForLayout()) {
            table.select("> caption, > * > tr > *, > tr > *").forEach(cell -> {
                flush();
                container(cell);
            });
            return;
        }
        var caption = table.selectFirst("> caption");
        if (caption != null) {
            prose.append(caption.text());
            flush();
        }
        lines.addAll(grid.lines());
    }

    private void flush() {
        if (!lines.isEmpty()) {
            flushProseAsLine();
            outline.block(Kind.LINES, String.join("\n", lines));
            lines.clear();
        }
        outline.block(Kind.PROSE, CleanText.oneLine(prose.toString()));
        prose.setLength(0);
    }

    private void flushProseAsLine() {
        var words = CleanText.oneLine(prose.toString());
        prose.setLength(0);
        if (!words.isEmpty()) {
            lines.add(words);
        }
    }

    private static int startOf(Element list) {
        var start = list.attr("start");
        return start.matches("\\d{1,6}") ? Integer.parseInt(start) : 1;
    }
}
