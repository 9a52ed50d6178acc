package dev.surety.local.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table of a page; numbers stand to the right.
 *
 * @param title what it shows
 * @param head  of the columns
 * @param rows  each as long as the head
 */
public record Table(String title, List<String> head, List<List<String>> rows) {

    public Table {
        head = List.copyOf(head);
        rows = List.copyOf(rows);
        for (var row : rows) {
            if (row.size() != head.size()) {
                throw new IllegalArgumentException("a row of '%s' has %d cells for %d columns".formatted(title, row.size(), head.size()));
            }
        }
    }

    String markdown() {
        var lines = new ArrayList<String>();
        lines.add("## " + title);
        lines.add("");
        lines.add(line(head));
        lines.add("| --- |" + " ---: |".repeat(head.size() - 1));
        rows.forEach(row -> lines.add(line(row)));
        return String.join("\n", lines) + "\n";
    }

    private static String line(List<String> cells) {
        return cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |"));
    }
}
