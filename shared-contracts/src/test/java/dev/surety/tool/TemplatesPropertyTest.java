package dev.surety.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever somebody sends as an argument, it stays what the template made of it: one value in one place. */
class TemplatesPropertyTest {

    private static final UrlTemplate URL = UrlTemplate.of("https://tickets.kestrelquay.example:8443/api/{{a}}/x-{{b}}/end?q={{a}}&fixed=1&r=({{b}})");
    private static final HeaderTemplate HEADER = HeaderTemplate.of("by {{a}}");
    private static final List<String> HOSTILE = List.of(
            "..", ".", "%2e%2e", "/../", "../../admin", "..\\..", "//evil.example", "@evil.example", ":80", "#", "?admin=1", "&fixed=2", ";x=1", "%00", "%2f", "\u0000",
            "\r\nX-Evil: 1", "\n", "\t", "\"", "\",\"admin\":true,\"", "'", "\\", "\\u0022", "{{b}}", "{{a}}", "{{", "}}", "${tickets}", "\uD83D\uDE00", "\uD800", "ä", "\u202E",
            "\u2028", " ", "", "null", "true", "http://evil.example/");

    @Property(tries = 2000)
    void addressKeepsItsSchemeHostPortAndSegments(@ForAll("texts") String a, @ForAll("texts") String b) {
        URI made;
        try {
            made = URL.expanded("", arguments(a, b));
        } catch (RefusedArguments refused) {
            assertTrue(List.of("/a", "/b").contains(refused.pointer()), refused.pointer());
            return;
        }

        var path = made.getRawPath().split("/", -1);
        var query = made.getRawQuery().split("&", -1);

        assertEquals("https://tickets.kestrelquay.example:8443", made.getScheme() + "://" + made.getRawAuthority());
        assertEquals(made, made.normalize());
        assertEquals(List.of("", "api", a, "x-" + b, "end").stream().map(TemplatesPropertyTest::sent).toList(), List.of(path).stream().map(TemplatesPropertyTest::decoded).toList());
        assertEquals(List.of("q=" + sent(a), "fixed=1", "r=(" + sent(b) + ")"), List.of(query).stream().map(TemplatesPropertyTest::decoded).toList());
        assertEquals(null, made.getRawFragment());
    }

    @Property(tries = 1000)
    void bodyKeepsItsShape(@ForAll("texts") String a, @ForAll("texts") String b) {
        var template = BodyTemplate.of(Arguments.parsed("{\"title\":\"{{a}}\",\"text\":\"from {{b}}: {{a}}\",\"admin\":false,\"list\":[\"{{b}}\",7]}"));

        var sent = Arguments.parsed(template.rendered(arguments(a, b)).toString());

        var wanted = JsonNodeFactory.instance.objectNode().put("title", a).put("text", "from " + b + ": " + a).put("admin", false);
        wanted.putArray("list").add(b).add(7);
        assertEquals(wanted.toString(), sent.toString());
    }

    @Property(tries = 1000)
    void headerIsOneLineOfPrintableAscii(@ForAll("texts") String a) {
        String value;
        try {
            value = HEADER.rendered(arguments(a, ""));
        } catch (RefusedArguments refused) {
            assertEquals("/a", refused.pointer());
            assertTrue(a.chars().anyMatch(character -> character < 0x20 || character > 0x7E), a);
            return;
        }

        assertEquals("by " + a, value);
        assertTrue(value.chars().allMatch(character -> character >= 0x20 && character <= 0x7E), value);
    }

    @Provide
    Arbitrary<String> texts() {
        var hostile = Arbitraries.of(HOSTILE).list().ofMinSize(0).ofMaxSize(4).map(parts -> String.join("", parts));
        return Arbitraries.oneOf(hostile, Arbitraries.strings().ofMaxLength(12));
    }

    private static Arguments arguments(String a, String b) {
        return Arguments.of(JsonNodeFactory.instance.objectNode().setAll(Map.of(
                "a", JsonNodeFactory.instance.textNode(a), "b", JsonNodeFactory.instance.textNode(b))));
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Half a character becomes a question mark on its way. */
    private static String sent(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
