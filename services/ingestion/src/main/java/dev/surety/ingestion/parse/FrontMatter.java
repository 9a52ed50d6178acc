package dev.surety.ingestion.parse;

import java.util.List;
import java.util.Optional;
import org.commonmark.ext.front.matter.YamlFrontMatterExtension;
import org.commonmark.ext.front.matter.YamlFrontMatterVisitor;
import org.commonmark.parser.Parser;

/**
 * YAML between two lines of dashes at the head of a Markdown file.
 *
 * @param title of the document, if the front matter has one
 * @param rest  the Markdown after it
 */
record FrontMatter(Optional<String> title, String rest) {

    private static final Parser PARSER =
            Parser.builder().extensions(List.of(YamlFrontMatterExtension.create())).build();
    /** Front matter is short. Dashes that close later, or never, are a line across the page. */
    private static final int MOST_LINES = 200;

    /** Splits the front matter off; what has none comes back whole. */
    static FrontMatter splitFrom(String markdown) {
        if (!markdown.startsWith("---\n") && !markdown.startsWith("---\r\n")) {
            return new FrontMatter(Optional.empty(), markdown);
        }
        var at = markdown.indexOf('\n') + 1;
        for (var line = 0; line < MOST_LINES && at < markdown.length(); line++) {
            var end = markdown.indexOf('\n', at);
            var next = end < 0 ? markdown.length() : end + 1;
            var text = markdown.substring(at, next).strip();
            if (text.equals("---") || text.equals("...")) {
                return new FrontMatter(title(markdown.substring(0, next)), markdown.substring(next));
            }
            at = next;
        }
        return new FrontMatter(Optional.empty(), markdown);
    }

    private static Optional<String> title(String head) {
        var visitor = new YamlFrontMatterVisitor();
        PARSER.parse(head).accept(visitor);
        return visitor.getData().getOrDefault("title", List.of()).stream()
                .findFirst()
                .map(title -> title.replaceAll("^([\"'])(.*)\\1$", "$2"));
    }
}
