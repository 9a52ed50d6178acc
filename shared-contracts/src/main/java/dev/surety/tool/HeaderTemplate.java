package dev.surety.tool;

import dev.surety.tool.Placeholders.Part;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The value of a header with places for arguments: printable ASCII, before and after. */
public final class HeaderTemplate {

    private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7E]*");

    private final String written;
    private final Placeholders template;

    private HeaderTemplate(String written, Placeholders template) {
        this.written = written;
        this.template = template;
    }

    /** @throws IllegalArgumentException when it is no value of a header; the message says why */
    public static HeaderTemplate of(String text) {
        if (!PRINTABLE.matcher(text).matches()) {
            throw new IllegalArgumentException("a header is one line of printable ASCII: write it so");
        }
        return new HeaderTemplate(text, Placeholders.of(text));
    }

    /** Arguments that it is made of. */
    public List<String> names() {
        return template.names().distinct().toList();
    }

    /**
     * The value for one call; an argument that was not given is empty.
     *
     * @throws RefusedArguments when a value does not fit into a header, such as one with a line break
     */
    public String rendered(Arguments arguments) {
        return template.parts().stream()
                .map(part -> switch (part) {
                    case Part.Text(var text) -> text;
                    case Part.Argument(var name) -> checked(name, arguments.text(name).orElse(""));
                })
                .collect(Collectors.joining());
    }

    private static String checked(String name, String value) {
        if (!PRINTABLE.matcher(value).matches()) {
            throw new RefusedArguments("/" + name, "becomes a part of a header: send printable ASCII without line breaks");
        }
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HeaderTemplate header && written.equals(header.written);
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
