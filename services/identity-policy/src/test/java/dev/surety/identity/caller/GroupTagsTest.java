package dev.surety.identity.caller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class GroupTagsTest {

    @Test
    void aNestedGroupBringsItsAncestors() {
        var flattened = GroupTags.of(List.of("/engineering/platform/storage", "people"));

        assertEquals(
                new GroupTags(Set.of("group:engineering", "group:engineering/platform", "group:engineering/platform/storage", "group:people"), 0),
                flattened);
    }

    @Test
    void aBadPartEndsItsPathButKeepsTheGroupsAroundIt() {
        var flattened = GroupTags.of(List.of("contractors/a\u0000b/c", "//people", "people/", "a/ b"));

        assertEquals(new GroupTags(Set.of("group:contractors", "group:people", "group:a"), 4), flattened);
    }

    @Test
    void aPathOfEndlessDepthCannotFillTheMemory() {
        var flattened = GroupTags.of(List.of("a/".repeat(10_000) + "a"));

        assertEquals(16, flattened.tags().size());
        assertEquals(1, flattened.dropped());
    }

    @Property
    void everyTagIsAGroupOrAnAncestorOfOneAndEveryAncestorIsThere(@ForAll("paths") List<String> paths) {
        var tags = GroupTags.of(paths).tags();

        var known = paths.stream().map(path -> "group:" + (path.startsWith("/") ? path.substring(1) : path)).toList();
        assertTrue(tags.stream().allMatch(tag -> known.stream().anyMatch(path -> path.equals(tag) || path.startsWith(tag + "/"))));
        assertTrue(tags.stream().filter(tag -> tag.contains("/")).allMatch(tag -> tags.contains(tag.substring(0, tag.lastIndexOf('/')))));
    }

    @Property
    void noTagHoldsWhatNobodyCanSee(@ForAll List<String> anything) {
        var tags = GroupTags.of(anything).tags();

        assertTrue(tags.stream().allMatch(tag -> tag.startsWith("group:") && tag.chars().noneMatch(Character::isISOControl)));
    }

    @Property
    void theSameGroupsGiveTheSameTagsInAnyOrder(@ForAll("paths") List<String> paths) {
        assertEquals(GroupTags.of(paths).tags(), GroupTags.of(paths.reversed()).tags());
    }

    @Provide
    Arbitrary<List<String>> paths() {
        var part = Arbitraries.of("engineering", "platform", "people", "Équipe bleue", "a\u0007", "", " ", "zero\u200bwidth");
        var path = part.list().ofMinSize(1).ofMaxSize(5).map(parts -> String.join("/", parts));
        return Arbitraries.oneOf(path, path.map(text -> "/" + text)).list().ofMaxSize(8);
    }
}
