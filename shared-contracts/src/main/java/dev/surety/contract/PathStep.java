package dev.surety.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;

/**
 * One step of an answer's path: a slice, or several that run side by side.
 *
 * @param together at least one
 */
public record PathStep(
        @JsonValue @JsonFormat(with = JsonFormat.Feature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED) List<SliceName> together) {

    public PathStep {
        together = List.copyOf(together);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static PathStep of(@JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<SliceName> together) {
        return new PathStep(together);
    }
}
