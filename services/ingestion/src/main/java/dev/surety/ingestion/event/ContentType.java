package dev.surety.ingestion.event;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The formats that are read. */
public enum ContentType {
    MARKDOWN("text/markdown"),
    HTML("text/html"),
    PLAIN("text/plain");

    private final String label;

    ContentType(String label) {
        this.label = label;
    }

    /** The media type. */
    public String label() {
        return label;
    }

    /** By media type; parameters such as {@code charset} are ignored, because everything is read as UTF-8. */
    static Optional<ContentType> of(String mediaType) {
        var bare = mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(type -> type.label.equals(bare)).findFirst();
    }
}
