package dev.surety.redaction;

import java.util.Collection;
import java.util.List;

/** Whose names are known. Nothing else tells a name from any other word here. */
@FunctionalInterface
public interface KnownPeople {

    /** Nobody's. */
    KnownPeople NOBODY = List::of;

    /** Names as they are written, of one to five words each. */
    Collection<String> names();
}
