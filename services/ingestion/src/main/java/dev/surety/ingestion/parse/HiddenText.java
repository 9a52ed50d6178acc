package dev.surety.ingestion.parse;

import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Selector.SelectorParseException;

/**
 * Takes out of a page what its reader does not see. Text that only a machine reads is where instructions to machines hide, so in doubt something
 * goes. Rules that lie in other files can't be known here.
 */
final class HiddenText {

    private static final String NEVER_SHOWN =
            """
            script, style, template, noscript, iframe, object, embed, svg, math, canvas, audio, video, datalist, select, textarea, input, button, \
            dialog:not([open]), [hidden], [aria-hidden=true], .hidden, .sr-only, .visually-hidden, .screen-reader-text, .d-none, .invisible""";

    private static final String FRAME_OF_THE_PAGE = "nav, footer, [role=navigation], [role=banner], [role=contentinfo], [role=search]";

    private static final Pattern CSS_COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern CSS_RULE = Pattern.compile("([^{}]{1,500})\\{([^{}]{0,5000})}");

    private HiddenText() {}

    /** Changes the document in place. */
    static void dropFrom(Document page) {
        page.select("style").stream().map(Element::data).toList().forEach(css -> dropByRules(page, css));
        page.select(NEVER_SHOWN).remove();
        page.select("[style]").stream().filter(HiddenText::isHidden).toList().forEach(Element::remove);
    }

    /** Menus and the like, which are on every page and belong to none. A header inside an article is the article's own. */
    static void dropFrameFrom(Document page) {
        page.select(FRAME_OF_THE_PAGE).remove();
        page.select("header").stream()
                .filter(header -> header.closest("article, main, section") == null)
                .toList()
                .forEach(Element::remove);
    }

    private static boolean isHidden(Element element) {
        var style = Style.of(element.attr("style"));
        return style.hides() || style.isWhite() && !standsOnColour(element);
    }

    private static boolean standsOnColour(Element element) {
        for (Element at = element; at != null; at = at.parent()) {
            if (at.hasAttr("bgcolor") || at.hasAttr("class") || Style.of(at.attr("style")).hasBackground()) {
                return true;
            }
        }
        return false;
    }

    private static void dropByRules(Document page, String css) {
        var plain = CSS_COMMENT.matcher(css).replaceAll(" ");
        var hasBackgrounds = plain.contains("background");
        var rule = CSS_RULE.matcher(plain);
        while (rule.find()) {
            var style = Style.of(rule.group(2));
            if (style.hides() || style.isWhite() && !hasBackgrounds) {
                dropSelected(page, rule.group(1).strip());
            }
        }
    }

    private static void dropSelected(Document page, String selectors) {
        for (var selector : List.of(selectors.split(","))) {
            // What a pointer brings to light, and what only paper does not show, can be read.
            if (!selector.isBlank() && !selector.contains(":") && !selector.contains("@")) {
                select(page, selector.strip());
            }
        }
    }

    private static void select(Document page, String selector) {
        try {
            page.body().select(selector).stream().filter(element -> element != page.body()).toList().forEach(Element::remove);
        } catch (SelectorParseException unknownToJsoup) {
            // Selects nothing then; attributes and the well-known class names still count.
            return;
        }
    }
}
