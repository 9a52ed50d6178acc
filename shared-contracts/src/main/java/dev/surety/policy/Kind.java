package dev.surety.policy;

import java.time.Instant;
import java.util.List;

/** What a variable of a rule can be. */
enum Kind {
    TEXT("a text"),
    NUMBER("a whole number"),
    FLAG("true or false"),
    TEXTS("a list of texts"),
    TIME("a time");

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    /**
     * The value as rules see it.
     *
     * @throws RefusedResource when it is of another kind
     */
    Object checked(String name, Object value) {
        if (!holds(value)) {
            throw new RefusedResource(name, name + " is " + words);
        }
        return switch (value) {
            case Integer number -> number.longValue();
            case List<?> texts -> List.copyOf(texts);
            default -> value;
        };
    }

    @Override
    public String toString() {
        return words;
    }

    private boolean holds(Object value) {
        return switch (this) {
            case TEXT -> value instanceof String;
            case NUMBER -> value instanceof Integer || value instanceof Long;
            case FLAG -> value instanceof Boolean;
            case TEXTS -> value instanceof List<?> texts && texts.stream().allMatch(String.class::isInstance);
            case TIME -> value instanceof Instant;
        };
    }
}
