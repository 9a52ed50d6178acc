package dev.surety.grant;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A caller's tags: unmodifiable, looked up in constant time, and with a digest that is computed once, however many there are. */
public final class Tags extends AbstractSet<String> {

    private final Set<String> words;
    // Written twice at worst, with the same value.
    private volatile @Nullable String digest;

    private Tags(Set<String> words) {
        this.words = words;
    }

    /** These tags; none may be null. */
    public static Tags of(Collection<String> words) {
        return words instanceof Tags tags ? tags : new Tags(Set.copyOf(words));
    }

    /**
     * One value for all of the tags: equal digests are equal sets, in whatever order.
     *
     * @return 64 hexadecimal digits (SHA-256)
     */
    public String digest() {
        var known = digest;
        if (known == null) {
            known = computed();
            digest = known;
        }
        return known;
    }

    private String computed() {
        var sha256 = sha256();
        new TreeSet<>(words).forEach(tag -> add(sha256, tag));
        return HexFormat.of().formatHex(sha256.digest());
    }

    /** With its length before it: whatever a word is made of, it can't pass for two. */
    static void add(MessageDigest digest, String word) {
        digest.update((word.length() + ":" + word).getBytes(StandardCharsets.UTF_8));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    @Override
    public boolean contains(Object tag) {
        return words.contains(tag);
    }

    @Override
    public Iterator<String> iterator() {
        return words.iterator();
    }

    @Override
    public int size() {
        return words.size();
    }

    /** Their number: they tell who belongs to what. */
    @Override
    public String toString() {
        return words.size() + " tags";
    }
}
