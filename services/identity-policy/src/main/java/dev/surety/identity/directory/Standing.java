package dev.surety.identity.directory;

import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/** How somebody stands in the directory. */
public sealed interface Standing {

    /**
     * Somebody whom it holds.
     *
     * @param id        of the person
     * @param name      as the directory spells it
     * @param active    whether the person is in
     * @param clearance empty when the directory says nothing about it
     * @param groups    names of all groups that the person is in, those around them included
     */
    record Known(UUID id, String name, boolean active, OptionalInt clearance, Set<String> groups) implements Standing {

        public Known {
            groups = Set.copyOf(groups);
        }

        /** Without name and groups. */
        @Override
        public String toString() {
            return "Known[" + id + ", " + groups.size() + " groups]";
        }
    }

    /** Somebody whom it held, until the person was deleted or renamed. */
    record Departed() implements Standing {}

    /** Somebody whom it never held. */
    record Unknown() implements Standing {}
}
