package dev.surety.identity.directory;

import java.util.UUID;

/**
 * Somebody, or a group, in a group.
 *
 * @param name   as the directory spells it
 * @param person whether it is a person; a group otherwise
 */
public record Member(UUID id, String name, boolean person) {

    /** The id only. */
    @Override
    public String toString() {
        return "Member[" + id + "]";
    }
}
