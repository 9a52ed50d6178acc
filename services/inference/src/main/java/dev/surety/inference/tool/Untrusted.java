package dev.surety.inference.tool;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a tool returned, made safe to show and to store, and nothing more: characters that hide text, or steer a terminal, go. What it says is for whoever reads it
 * to believe or not; nothing here acts on it.
 */
final class Untrusted {

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private Untrusted() {}

    static String text(String said) {
        return said.codePoints()
                .filter(Untrusted::stays)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Joiners stay: there are scripts that can't be read without them. */
    private static boolean stays(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL -> character == '\n' || character == '\t';
            case Character.FORMAT -> character == ZERO_WIDTH_JOINER || character == ZERO_WIDTH_NON_JOINER;
            case Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    /** A value as text: a text itself, anything else as JSON. */
    static String text(JsonNode said) {
        return text(said.isTextual() ? said.asText() : said.toString());
    }
}
