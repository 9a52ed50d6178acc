package dev.surety.local.bench;

import java.util.Arrays;
import java.util.Optional;

/** How something is taken away from somebody. */
enum Taken {
    /** The document's access changes, by an event. */
    ACCESS("access"),
    /** The document is deleted, by an event. */
    DELETION("deletion"),
    /** The person is taken out of the group that may read the document, through SCIM. */
    GROUP("group");

    /** From whom. */
    static final String PERSON = "revocation-bench";
    /** In which the person is for the trials of {@link #GROUP}. */
    static final String READERS = "revocation-bench-readers";

    private final String label;

    Taken(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** The tag that the person may read the document by. */
    String tag() {
        return switch (this) {
            case ACCESS, DELETION -> "user:" + PERSON;
            case GROUP -> "group:" + READERS;
        };
    }

    static Optional<Taken> of(String label) {
        return Arrays.stream(values()).filter(kind -> kind.label.equals(label)).findFirst();
    }
}
