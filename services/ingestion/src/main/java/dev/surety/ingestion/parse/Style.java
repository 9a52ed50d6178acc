package dev.surety.ingestion.parse;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The declarations of one CSS rule or {@code style} attribute.
 *
 * @param values by property, both in lower case
 */
record Style(Map<String, String> values) {

    private static final Pattern ZERO = Pattern.compile("0*\\.?0+(px|pt|em|rem|%|vh|vw)?");
    /** Too small to read: a fraction of a pixel, or one. */
    private static final Pattern TINY = Pattern.compile("(0*\\.\\d+|1)(px|pt)");
    private static final Pattern FAR_OUTSIDE = Pattern.compile("-\\d{3,}.*");
    private static final Pattern CLIPPED = Pattern.compile("rect\\(\\s*[01](px)?[\\s,].*|inset\\(\\s*(50|100)%.*|circle\\(\\s*0.*");
    private static final Pattern WHITE = Pattern.compile("white|#fff|#ffffff|rgba?\\(\\s*255\\s*,\\s*255\\s*,\\s*255.*");
    private static final Pattern SEE_THROUGH = Pattern.compile("transparent|rgba\\(.*,\\s*0*\\.?0+\\s*\\)|#[0-9a-f]{6}00|#[0-9a-f]{3}0");
    private static final List<String> POSITIONS = List.of("left", "top", "right", "bottom", "margin-left", "margin-top", "text-indent");

    static Style of(String declarations) {
        var values = new HashMap<String, String>();
        for (var declaration : declarations.split(";")) {
            var colon = declaration.indexOf(':');
            if (colon > 0) {
                values.put(
                        declaration.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        declaration.substring(colon + 1).toLowerCase(Locale.ROOT).replace("!important", "").strip());
            }
        }
        return new Style(values);
    }

    /** Whether what carries it can't be seen, on any background. */
    boolean hides() {
        return is("display", "none")
                || is("visibility", "hidden")
                || is("visibility", "collapse")
                || is("content-visibility", "hidden")
                || matches("opacity", ZERO)
                || matches("font-size", ZERO)
                || matches("font-size", TINY)
                || matches("clip", CLIPPED)
                || matches("clip-path", CLIPPED)
                || matches("color", SEE_THROUGH)
                || POSITIONS.stream().anyMatch(property -> matches(property, FAR_OUTSIDE))
                || is("overflow", "hidden")
                        && List.of("height", "width", "max-height", "max-width").stream().anyMatch(property -> matches(property, ZERO));
    }

    /** Whether it can't be seen on white paper. */
    boolean isWhite() {
        return matches("color", WHITE);
    }

    boolean hasBackground() {
        return values.keySet().stream().anyMatch(property -> property.startsWith("background"));
    }

    private boolean is(String property, String value) {
        return value.equals(values.get(property));
    }

    private boolean matches(String property, Pattern pattern) {
        return pattern.matcher(values.getOrDefault(property, "")).matches();
    }
}
