package dev.surety.redaction;

import dev.surety.contract.RedactionKind;

/**
 * Where something was found.
 *
 * @param kind  what it is
 * @param start of it in the text that was looked through, in UTF-16 units, from 0
 * @param end   behind it
 */
public record Finding(RedactionKind kind, int start, int end) {

    public Finding {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("a finding has a beginning and an end behind it, not " + start + " and " + end);
        }
    }

    Finding movedBy(int units) {
        return new Finding(kind, start + units, end + units);
    }
}
