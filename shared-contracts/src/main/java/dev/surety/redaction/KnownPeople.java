package dev.surety.redaction;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Whose names are known: those of one realm, as digests. Whether a name is among them can be asked; which they are can't be read, neither from a reply on its way
 * nor from memory. Nothing else tells a name from any other word here.
 */
public final class KnownPeople {

    /** Nobody's. */
    public static final KnownPeople NOBODY = new KnownPeople("", new int[0], new long[0]);

    private final String realm;
    private final int[] words;
    private final long[] names;
    private final Set<Integer> wordSet;

    private KnownPeople(String realm, int[] words, long[] names) {
        this.realm = realm;
        this.words = words;
        this.names = names;
        var all = HashSet.<Integer>newHashSet(words.length);
        for (var word : words) {
            all.add(word);
        }
        this.wordSet = Set.copyOf(all);
    }

    /**
     * People by their names.
     *
     * @param realm   whose people they are; the digests of two realms have nothing in common
     * @param written as {@link PersonNames} gives them; of more than five words they are left out
     */
    public static KnownPeople of(String realm, Collection<String> written) {
        return new KnownPeople(realm, new int[0], new long[0])
                .and(written.stream().filter(name -> PeopleNames.words(name).size() <= PeopleNames.MOST_WORDS).toList());
    }

    /**
     * People as {@link #words} and {@link #names} tell of them.
     *
     * @throws IllegalArgumentException when these are no such bytes
     */
    public static KnownPeople of(String realm, byte[] words, byte[] names) {
        if (words.length % Integer.BYTES != 0 || names.length % Long.BYTES != 0) {
            throw new IllegalArgumentException(words.length + " and " + names.length + " bytes are no digests of names");
        }
        var hashes = new int[words.length / Integer.BYTES];
        ByteBuffer.wrap(words).asIntBuffer().get(hashes);
        var digests = new long[names.length / Long.BYTES];
        ByteBuffer.wrap(names).asLongBuffer().get(digests);
        Arrays.sort(digests);
        return new KnownPeople(realm, hashes, digests);
    }

    /**
     * These people and those that somebody found in a text.
     *
     * @param written names as they stand there; of one with more than five words each five are a name
     */
    public KnownPeople and(Collection<String> written) {
        var digester = digester();
        var more = new HashSet<>(wordSet);
        var found = LongStream.builder();
        for (var name : written) {
            var parts = PeopleNames.words(name);
            parts.forEach(part -> more.add(PeopleNames.hash(part)));
            for (var from = 0; from < parts.size(); from += PeopleNames.MOST_WORDS) {
                found.add(digester.of(PeopleNames.form(parts.subList(from, Math.min(parts.size(), from + PeopleNames.MOST_WORDS)))));
            }
        }
        return new KnownPeople(
                realm,
                more.stream().mapToInt(Integer::intValue).sorted().toArray(),
                LongStream.concat(LongStream.of(names), found.build()).sorted().distinct().toArray());
    }

    /** Hashes of the words of names, four bytes each: only where one of them stands a name can be. */
    public byte[] words() {
        var bytes = ByteBuffer.allocate(words.length * Integer.BYTES);
        bytes.asIntBuffer().put(words);
        return bytes.array();
    }

    /** Digests of the names, eight bytes each. */
    public byte[] names() {
        var bytes = ByteBuffer.allocate(names.length * Long.BYTES);
        bytes.asLongBuffer().put(names);
        return bytes.array();
    }

    /** How many names there are. */
    public int size() {
        return names.length;
    }

    /** As {@link Blocks} computes them. */
    Set<Integer> hashes() {
        return wordSet;
    }

    boolean has(Digester digester, String form) {
        return Arrays.binarySearch(names, digester.of(form)) >= 0;
    }

    Digester digester() {
        return new Digester(realm);
    }

    /** Counts only. */
    @Override
    public String toString() {
        return "KnownPeople[" + names.length + " names]";
    }

    /** Digests of one realm. For one thread. */
    static final class Digester {

        private final MessageDigest sha256;
        private final byte[] salt;

        Digester(String realm) {
            try {
                sha256 = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException everyJdkHasIt) {
                throw new IllegalStateException(everyJdkHasIt);
            }
            salt = (realm + "\n").getBytes(StandardCharsets.UTF_8);
        }

        /** The first eight bytes: with a million names, a text of a billion words meets a false one less often than once in ten thousand times. */
        long of(String form) {
            sha256.update(salt);
            return ByteBuffer.wrap(sha256.digest(form.getBytes(StandardCharsets.UTF_8))).getLong();
        }
    }
}
