package dev.surety.policy;

import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A set as the list that CEL knows. {@code in} asks {@link #contains}: thousands of tags cost as much as one. Not thread-safe. */
final class TagList extends AbstractList<String> {

    private final Set<String> tags;
    private @Nullable List<String> ordered;

    TagList(Set<String> tags) {
        this.tags = tags;
    }

    @Override
    public boolean contains(Object tag) {
        return tags.contains(tag);
    }

    @Override
    public Iterator<String> iterator() {
        return tags.iterator();
    }

    @Override
    public int size() {
        return tags.size();
    }

    /** By the alphabet, so that the same grant always gives the same tag. */
    @Override
    public String get(int index) {
        if (ordered == null) {
            ordered = tags.stream().sorted().toList();
        }
        return ordered.get(index);
    }
}
