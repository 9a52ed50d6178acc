package dev.surety.identity.directory;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whose entitlements a change changes. Not thread-safe. */
final class Affected {

    /** Beyond this many it is everybody of the tenant. */
    static final int MOST_NAMED = 1_000;

    private final Set<String> names = new HashSet<>();
    private boolean somebody;
    private boolean everybody;

    void person(String name) {
        somebody = true;
        // Grants may carry another spelling that folds to the same, as a token had it.
        everybody |= !name.equals(Names.folded(name));
        if (names.size() < MOST_NAMED) {
            names.add(name);
        } else {
            everybody |= !names.contains(name);
        }
    }

    boolean anybody() {
        return somebody;
    }

    /** How many more can be told by name; 0: all is lost in everybody already. */
    int room() {
        return everybody ? 0 : MOST_NAMED - names.size();
    }

    void everybody() {
        somebody = true;
        everybody = true;
    }

    /** Their names, sorted; empty when it is everybody. */
    List<String> subjects() {
        return everybody ? List.of() : names.stream().sorted().toList();
    }
}
