package dev.surety.ingestion.parse;

import dev.surety.ingestion.event.BadEvent;
import dev.surety.ingestion.event.ContentType;
import dev.surety.ingestion.event.Reason;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/**
 * Reads a document's structure. Markdown is made into HTML first, so that HTML inside Markdown, hidden or not, is read by the same rules as any
 * page.
 */
@Singleton
public final class DocumentParser {

    /** Rises when the same document would give other blocks: everything is then indexed again as it comes by. */
    public static final int VERSION = 2;

    private static final int LONGEST_TITLE = 300;

    private final Parser markdown = Parser.builder().extensions(List.of(TablesExtension.create())).build();
    private final HtmlRenderer renderer = HtmlRenderer.builder().extensions(List.of(TablesExtension.create())).build();

    /**
     * The document's title and blocks.
     *
     * @param givenTitle the source's title for it, which wins over the document's own
     * @param uri        names the document when nothing else does
     * @throws BadEvent when no structure can be made of it
     */
    public ParsedDocument parse(ContentType type, String content, @Nullable String givenTitle, String uri) {
        try {
            return switch (type) {
                case MARKDOWN -> markdown(content, givenTitle, uri);
                case HTML -> page(Jsoup.parse(content), Optional.ofNullable(givenTitle), uri);
                case PLAIN -> plain(content, givenTitle, uri);
            };
        } catch (RuntimeException | StackOverflowError broken) {
            // Whatever a parser stumbles over is in this document, and would be there the next time.
            throw new BadEvent(Reason.CONTENT_UNPARSABLE, "no structure could be made of the content (" + type.label() + ")", broken);
        }
    }

    private ParsedDocument markdown(String content, @Nullable String givenTitle, String uri) {
        var frontMatter = FrontMatter.splitFrom(content);
        var html = renderer.render(markdown.parse(TemplateTags.dropFrom(frontMatter.rest())));
        return page(Jsoup.parse(html), Optional.ofNullable(givenTitle).filter(given -> !given.isBlank()).or(frontMatter::title), uri);
    }

    private static ParsedDocument plain(String content, @Nullable String givenTitle, String uri) {
        var title = title(Stream.of(Optional.ofNullable(givenTitle)), uri);
        return new ParsedDocument(title, PlainText.blocks(content), ReviewDate.in(content).orElse(null));
    }

    private static ParsedDocument page(Document page, Optional<String> knownTitle, String uri) {
        HiddenText.dropFrom(page);
        var heading = Optional.ofNullable(page.selectFirst("h1")).map(first -> first.text());
        HiddenText.dropFrameFrom(page);
        var title = title(Stream.of(knownTitle, heading, Optional.of(page.title())), uri);
        return new ParsedDocument(title, HtmlBlocks.of(page.body(), title), ReviewDate.in(page.wholeText()).orElse(null));
    }

    private static String title(Stream<Optional<String>> candidates, String uri) {
        return candidates
                .flatMap(Optional::stream)
                .map(CleanText::oneLine)
                .filter(title -> !title.isEmpty())
                .findFirst()
                .map(title -> title.length() <= LONGEST_TITLE ? title : CleanText.oneLine(title.substring(0, LONGEST_TITLE)) + "…")
                .orElseGet(() -> UriWords.of(uri));
    }
}
