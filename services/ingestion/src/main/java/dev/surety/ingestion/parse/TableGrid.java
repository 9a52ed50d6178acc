package dev.surety.ingestion.parse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;

/**
 * A table in which every cell knows its column.
 *
 * @param header the column's names; empty when the table has none
 * @param rows   cells by column, as text
 * @param nested whether a cell holds headings or another table
 */
record TableGrid(List<String> header, List<List<String>> rows, boolean nested) {

    private static final int MOST_COLUMNS = 200;
    private static final int MOST_SPANNED_ROWS = 1_000;

    static TableGrid of(Element table) {
        var trs = table.select("> tr, > thead > tr, > tbody > tr, > tfoot > tr");
        var rows = new ArrayList<List<String>>();
        var fromAbove = new HashMap<Integer, Spanning>();
        for (var tr : trs) {
            rows.add(cells(tr, fromAbove));
        }
        var nested = !table.select("table table, td h1, td h2, td h3, td h4, td h5, td h6").isEmpty();
        var hasHeader = !trs.isEmpty() && isHeader(trs.getFirst());
        return new TableGrid(hasHeader ? rows.getFirst() : List.of(), hasHeader ? rows.subList(1, rows.size()) : rows, nested);
    }

    /** Whether the table only arranges a page. */
    boolean isForLayout() {
        return nested || header.size() <= 1 && rows.stream().allMatch(row -> row.size() <= 1);
    }

    /** One line a row, each cell with its column's name, so that a row says everything on its own. */
    List<String> lines() {
        var filled = rows.stream().map(this::line).filter(line -> !line.isEmpty()).toList();
        return filled.isEmpty() ? List.of(String.join("; ", header.stream().filter(name -> !name.isEmpty()).toList())) : filled;
    }

    private String line(List<String> row) {
        var parts = new ArrayList<String>();
        for (var column = 0; column < row.size(); column++) {
            var cell = row.get(column);
            var name = column < header.size() ? header.get(column) : "";
            if (!cell.isEmpty()) {
                parts.add(name.isEmpty() || name.equals(cell) ? cell : name + ": " + cell);
            }
        }
        return String.join("; ", parts);
    }

    private static boolean isHeader(Element row) {
        var inHead = row.parent() != null && row.parent().normalName().equals("thead");
        return inHead || !row.children().isEmpty() && row.children().stream().allMatch(cell -> cell.normalName().equals("th"));
    }

    private static List<String> cells(Element tr, Map<Integer, Spanning> fromAbove) {
        var row = new ArrayList<String>();
        for (var cell : tr.select("> td, > th")) {
            takeFromAbove(row, fromAbove);
            var text = CleanText.oneLine(cell.text());
            var across = span(cell, "colspan", MOST_COLUMNS);
            var down = span(cell, "rowspan", MOST_SPANNED_ROWS);
            for (var column = 0; column < across && row.size() < MOST_COLUMNS; column++) {
                if (down > 1) {
                    fromAbove.put(row.size(), new Spanning(column == 0 ? text : "", down - 1));
                }
                // A cell across several columns is said once.
                row.add(column == 0 ? text : "");
            }
            if (row.size() == MOST_COLUMNS) {
                // Absurdly wide: the words are kept, the columns are not.
                row.set(MOST_COLUMNS - 1, (row.getLast() + " " + text).strip());
            }
        }
        takeFromAbove(row, fromAbove);
        return row;
    }

    private static void takeFromAbove(List<String> row, Map<Integer, Spanning> fromAbove) {
        for (var above = fromAbove.remove(row.size()); above != null; above = fromAbove.remove(row.size())) {
            if (above.left() > 1) {
                fromAbove.put(row.size(), new Spanning(above.text(), above.left() - 1));
            }
            row.add(above.text());
        }
    }

    private static int span(Element cell, String attribute, int most) {
        var value = cell.attr(attribute);
        return value.matches("[1-9]\\d{0,8}") ? Math.min(most, Integer.parseInt(value)) : 1;
    }

    private record Spanning(String text, int left) {}
}
