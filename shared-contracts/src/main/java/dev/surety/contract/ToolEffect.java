package dev.surety.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.surety.label.Labelled;

/** What a tool does. */
public enum ToolEffect implements Labelled {
    /** It tells something. */
    READ("read"),
    /** It changes something. */
    WRITE("write");

    private final String label;

    ToolEffect(String label) {
        this.label = label;
    }

    @Override
    @JsonValue
    public String label() {
        return label;
    }

    /** @throws IllegalArgumentException when there is no such effect of a tool */
    @JsonCreator
    public static ToolEffect of(String label) {
        return Labelled.find(values(), label, "effect of a tool");
    }
}
