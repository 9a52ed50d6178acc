package dev.surety.tool;

import dev.surety.tool.Placeholders.Part;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An address with places for arguments in segments of its path and in values of its query, and nowhere else. Scheme, host and port are written out, or a
 * configured endpoint's, named as <code>${name}</code>; no argument can change them, nor add or take away a segment.
 */
public final class UrlTemplate {

    private static final Pattern SHAPE = Pattern.compile("(https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?|\\$\\{([a-z][a-z0-9]{0,39})})((?:/[^?#]*)?)(?:\\?([^#]*))?");
    // What may stand in a path and a query as it is, besides places (RFC 3986), written so that no normalisation makes another path of it.
    private static final Pattern SEGMENT = Pattern.compile("(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})*");
    private static final Pattern QUERY = Pattern.compile("(?:[A-Za-z0-9._~!$'()*+,;:@/?-]|%[0-9A-Fa-f]{2})*");
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private final String written;
    private final String origin;
    private final Optional<String> endpoint;
    private final List<Placeholders> segments;
    private final List<Pair> query;

    private UrlTemplate(String written, String origin, Optional<String> endpoint, List<Placeholders> segments, List<Pair> query) {
        this.written = written;
        this.origin = origin;
        this.endpoint = endpoint;
        this.segments = List.copyOf(segments);
        this.query = List.copyOf(query);
    }

    private record Pair(String name, Placeholders value) {}

    /** @throws IllegalArgumentException when it is no such address; the message says why */
    public static UrlTemplate of(String text) {
        var match = SHAPE.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("'%s' is no address of a tool: write https://host/path or ${endpoint}/path, with {{argument}} in segments of the path and values of the query only".formatted(text));
        }
        return new UrlTemplate(text, match.group(1), Optional.ofNullable(match.group(2)), segments(match.group(3)), query(match.group(4)));
    }

    private static List<Placeholders> segments(String path) {
        var segments = new ArrayList<Placeholders>();
        if (path.isEmpty()) {
            return segments;
        }
        for (var segment : path.substring(1).split("/", -1)) {
            var parts = Placeholders.of(segment);
            parts.parts().forEach(part -> literal(part, SEGMENT));
            if (parts.isLiteral() && isDots(segment)) {
                throw new IllegalArgumentException("'" + segment + "' is no segment of a path: write the path that it stands for");
            }
            segments.add(parts);
        }
        return segments;
    }

    private static List<Pair> query(String text) {
        var pairs = new ArrayList<Pair>();
        if (text == null || text.isEmpty()) {
            return pairs;
        }
        for (var pair : text.split("&", -1)) {
            var equals = pair.indexOf('=');
            var name = equals < 0 ? pair : pair.substring(0, equals);
            if (equals < 1 || !QUERY.matcher(name).matches()) {
                throw new IllegalArgumentException("'" + pair + "' is no part of a query: write name=value, with {{argument}} in the value only");
            }
            var value = Placeholders.of(pair.substring(equals + 1));
            value.parts().forEach(part -> literal(part, QUERY));
            pairs.add(new Pair(name, value));
        }
        return pairs;
    }

    private static void literal(Part part, Pattern allowed) {
        if (part instanceof Part.Text(var text) && !allowed.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' does not stand in an address as it is: percent-encode it");
        }
    }

    /** The configured endpoint that it begins with, if it names one. */
    public Optional<String> endpoint() {
        return endpoint;
    }

    /** Whether whoever is between can read what is sent; an endpoint's configuration is not known here. */
    public boolean isPlain() {
        return origin.startsWith("http://");
    }

    /** Arguments that its path is made of. */
    public List<String> pathNames() {
        return segments.stream().flatMap(Placeholders::names).distinct().toList();
    }

    /** Arguments that it is made of. */
    public List<String> names() {
        return Stream.concat(pathNames().stream(), query.stream().flatMap(pair -> pair.value().names())).distinct().toList();
    }

    /**
     * The address of one call. A part of the query whose arguments were not given is left out.
     *
     * @param configured of {@link #endpoint()}: scheme, host and perhaps a path; not looked at when it names none
     * @throws RefusedArguments when a value can't be a segment of a path
     */
    public URI expanded(String configured, Arguments arguments) {
        var base = endpoint.isPresent() ? configured.replaceFirst("/+$", "") : origin;
        var path = segments.stream().map(segment -> "/" + segment(segment, arguments)).collect(Collectors.joining());
        var pairs = query.stream()
                .filter(pair -> pair.value().names().allMatch(name -> arguments.text(name).isPresent()))
                .map(pair -> pair.name() + "=" + encoded(pair.value(), arguments))
                .collect(Collectors.joining("&"));
        return URI.create(base + path + (pairs.isEmpty() ? "" : "?" + pairs));
    }

    /** Slashes are refused and not encoded: there are servers that decode first and split then. */
    private static String segment(Placeholders segment, Arguments arguments) {
        for (var name : segment.names().toList()) {
            var value = arguments.text(name).orElse("");
            if (value.isEmpty() || value.contains("/") || value.contains("\\") || value.chars().anyMatch(Character::isISOControl)) {
                throw new RefusedArguments("/" + name, "becomes a part of a path: send it without slashes and control characters, and not empty");
            }
        }
        var encoded = encoded(segment, arguments);
        if (isDots(encoded)) {
            throw new RefusedArguments("/" + segment.names().findFirst().orElseThrow(), "becomes a part of a path: it can't be dots only");
        }
        return encoded;
    }

    /** What would lead to another folder. */
    private static boolean isDots(String segment) {
        var read = segment.replaceAll("(?i)%2e", ".");
        return read.equals(".") || read.equals("..");
    }

    private static String encoded(Placeholders template, Arguments arguments) {
        return template.parts().stream()
                .map(part -> switch (part) {
                    case Part.Text(var text) -> text;
                    case Part.Argument(var name) -> encoded(arguments.text(name).orElse(""));
                })
                .collect(Collectors.joining());
    }

    private static String encoded(String value) {
        var encoded = new StringBuilder();
        for (var octet : value.getBytes(StandardCharsets.UTF_8)) {
            var character = (char) (octet & 0xFF);
            if (UNRESERVED.indexOf(character) >= 0) {
                encoded.append(character);
            } else {
                encoded.append('%').append("%02X".formatted(octet & 0xFF));
            }
        }
        return encoded.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UrlTemplate template && written.equals(template.written);
    }

    @Override
    public int hashCode() {
        return written.hashCode();
    }

    @Override
    public String toString() {
        return written;
    }
}
