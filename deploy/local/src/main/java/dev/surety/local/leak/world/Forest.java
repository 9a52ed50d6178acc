package dev.surety.local.leak.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The groups that worlds draw from, by their paths: always the same ones, so that a directory does not fill up, up to six deep, and with all that might be
 * mistaken for something else.
 */
final class Forest {

    static final List<String> PATHS = List.of(
            "leak/atlas",
            "leak/atlas/north",
            "leak/atlas/north/pier",
            "leak/atlas/north/pier/crane",
            "leak/atlas/north/pier/crane/cabin",
            "leak/atlas/south",
            "leak/atlas/south/pier",
            "leak/birch",
            "leak/birch/north",
            "leak/birch/south, west",
            "leak/birch/south, west/\"quoted\" 'twice'",
            "leak/*",
            "leak/*/north",
            "leak/at?as",
            "leak/atlas north",
            "leak/Atlas",
            // A Cyrillic first letter: it looks like atlas.
            "leak/\u0430tlas",
            "leak/größe",
            "leak/gro\u0308ße",
            "leak/港/北",
            "leak/cedar OR public",
            "leak/cedar\":\"public",
            "leak/cedar{}[]()",
            "leak/cedar:group:leak",
            "leak/cedar\\u002a",
            "leakage/atlas",
            "leakage/atlas/north");

    /** Those that a directory can nest: no two of them that it takes for the same name. */
    static final List<String> NESTABLE = List.of(
            "leak/atlas/north/pier/crane/cabin",
            "leak/atlas/south/pier",
            "leak/birch/north",
            "leak/birch/south, west/\"quoted\" 'twice'",
            "leak/*/north",
            "leak/at?as",
            "leak/\u0430tlas",
            "leak/港/北",
            "leak/cedar OR public",
            "leak/cedar\":\"public",
            "leak/cedar{}[]()",
            "leak/cedar:group:leak",
            "leakage/atlas/north",
            "leak/birch",
            "leak/atlas north");

    /** Tags that nobody carries, though each could be taken for one that somebody does. */
    static final List<String> NOBODYS = List.of(
            "group:*",
            "group:leak*",
            "group:leak/atlas/*",
            "group:leak/atlas,group:leak/birch",
            "group:leak/atlas/",
            "group:Leak/atlas",
            "group:leak//atlas",
            "group:eak/atlas",
            "user:*",
            "user:leak-kestrel-01,user:leak-saltmarsh-01",
            "tenant:*",
            "tenant:kestrel,tenant:saltmarsh",
            "service:*");

    private Forest() {}

    /** All that a member of these groups may be called by. */
    static List<String> tagsOf(Principal who, Nesting nesting) {
        Set<String> tags = new TreeSet<>();
        tags.add(who.ownTag());
        tags.add("tenant:" + who.tenant());
        for (var group : who.groups()) {
            nesting.allAround(group).forEach(around -> tags.add("group:" + around));
        }
        return new ArrayList<>(tags);
    }
}
