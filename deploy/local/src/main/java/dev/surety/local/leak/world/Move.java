package dev.surety.local.leak.world;

import dev.surety.grant.Access;

/** Something that changes in a world while others look. */
public sealed interface Move {

    /** Others may read it from now on. */
    record AccessChanged(Document document, Access access) implements Move {}

    record Deleted(Document document) implements Move {}

    /** It is there again, with the words it always had. */
    record Created(Document document, Access access) implements Move {}

    /** Somebody is in other groups, or cleared to another level. */
    record Moved(Principal principal) implements Move {}
}
