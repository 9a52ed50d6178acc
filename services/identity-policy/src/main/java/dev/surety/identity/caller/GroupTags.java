package dev.surety.identity.caller;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Group paths as flat tags: {@code engineering/platform} becomes {@code group:engineering} and {@code group:engineering/platform}, because who is in a
 * group is in all groups around it.
 *
 * @param tags    flat, sorted
 * @param dropped group paths of which a tag had to be left out
 */
public record GroupTags(Set<String> tags, int dropped) {

    private static final String PREFIX = "group:";
    private static final int DEEPEST = 16;

    public GroupTags {
        tags = Set.copyOf(tags);
    }

    /**
     * Flattens paths. A part that is no name ends its path: the tags above it stay, so that a denial of a group around it still holds; the tags
     * from it on are dropped, so that nothing is granted by a name that nobody could have meant.
     *
     * @param paths with or without a leading slash
     */
    public static GroupTags of(Collection<String> paths) {
        var tags = new TreeSet<String>();
        var dropped = 0;
        for (var path : paths) {
            if (!flatten(path, tags)) {
                dropped++;
            }
        }
        return new GroupTags(tags, dropped);
    }

    /** The paths of flat tags, without a leading slash. */
    static Set<String> paths(Set<String> tags) {
        return tags.stream().filter(tag -> tag.startsWith(PREFIX)).map(tag -> tag.substring(PREFIX.length())).collect(Collectors.toUnmodifiableSet());
    }

    private static boolean flatten(String path, Set<String> tags) {
        var parts = (path.startsWith("/") ? path.substring(1) : path).split("/", -1);
        var soFar = new StringBuilder(PREFIX);
        for (var depth = 0; depth < parts.length; depth++) {
            if (depth == DEEPEST || !Caller.isName(parts[depth])) {
                return false;
            }
            soFar.append(depth == 0 ? "" : "/").append(parts[depth]);
            tags.add(soFar.toString());
        }
        return true;
    }
}
