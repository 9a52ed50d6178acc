package dev.surety.local.leak.world;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * All documents that worlds are made of: always the same, whatever the seed of a world, because embedding them again for each world would take most of
 * its time.
 */
public final class Library {

    /** Several, so that searches with and without a filter of indexes differ. */
    public static final List<String> INDEXES = List.of("leak-a", "leak-b", "leak-c");

    private static final long SEED = 20_260;
    private static final int TWO_CHUNKS_EVERY = 4;
    private static final List<String> LOOKS =
            List.of("copper", "hollow", "crooked", "painted", "sunken", "walled", "silent", "amber", "frozen", "narrow", "twin", "iron");
    private static final List<String> THINGS = List.of(
            "lighthouse", "archive", "windmill", "orchard", "observatory", "ferry", "quarry", "library", "aqueduct", "brewery", "signal tower", "glasshouse");

    private final List<Document> documents;
    private final List<String> absent;
    private final Map<String, Document> byRoot = new HashMap<>();
    private final Map<String, Document> byId = new HashMap<>();

    private Library(List<Document> documents, List<String> absent) {
        this.documents = List.copyOf(documents);
        this.absent = List.copyOf(absent);
        documents.forEach(document -> {
            byRoot.put(document.canaryRoot(), document);
            byId.put(document.id(), document);
        });
    }

    /** The first documents of the library. */
    public static Library of(int documents) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        var made = new ArrayList<Document>();
        var absent = new ArrayList<String>();
        var taken = new HashSet<String>();
        for (var number = 0; number < documents; number++) {
            made.add(new Document(
                    number,
                    INDEXES.get(number % INDEXES.size()),
                    fresh(taken, MadeUpWords.lure(random), random),
                    freshRoot(taken, random),
                    LOOKS.get(random.nextInt(LOOKS.size())) + " " + THINGS.get(random.nextInt(THINGS.size())),
                    number % TWO_CHUNKS_EVERY == 0 ? 2 : 1));
            absent.add(fresh(taken, MadeUpWords.lure(random), random));
        }
        return new Library(made, absent);
    }

    public List<Document> documents() {
        return documents;
    }

    public Document document(int number) {
        return documents.get(number);
    }

    /** A word like this document's lure that stands in no document. */
    public String absentLure(Document like) {
        return absent.get(like.number());
    }

    Optional<Document> byRoot(String canaryRoot) {
        return Optional.ofNullable(byRoot.get(canaryRoot));
    }

    Optional<Document> byId(String documentId) {
        return Optional.ofNullable(byId.get(documentId));
    }

    private static String fresh(HashSet<String> taken, String word, RandomGenerator random) {
        var one = word;
        while (!taken.add(one)) {
            one = MadeUpWords.lure(random);
        }
        return one;
    }

    private static String freshRoot(HashSet<String> taken, RandomGenerator random) {
        var root = MadeUpWords.canaryRoot(random);
        while (!taken.add(root)) {
            root = MadeUpWords.canaryRoot(random);
        }
        return root;
    }
}
