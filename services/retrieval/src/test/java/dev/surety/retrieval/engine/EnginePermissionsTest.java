package dev.surety.retrieval.engine;

import static dev.surety.retrieval.testing.ChunkFixture.aChunkOf;
import static dev.surety.retrieval.testing.GrantFixture.aGrant;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.surety.grant.Grant;
import dev.surety.index.Chunk;
import dev.surety.local.testing.RealOpenSearch;
import dev.surety.retrieval.testing.ChunkIndex;
import dev.surety.retrieval.testing.Settings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** The filter in a real engine and {@code Access.permits} are one rule, whatever the corpus and whoever asks. */
class EnginePermissionsTest {

    private static final String INDEX = "permissions";
    private static final String WORD = "lantern";
    private static final float[] ASKED = {1, 0, 0, 0};
    private static final Optional<float[]> NO_VECTOR = Optional.empty();
    // The half of them that reads like a person's, the half that tries to be more.
    private static final List<String> TAGS =
            List.of("user:alice", "group:people", "group:people/payroll", "tenant:kestrel", "public", "group:*", "GROUP:people");

    private static ChunkIndex index;
    private static Engine wide;
    private static Engine narrow;

    @BeforeContainer
    static void create() {
        index = ChunkIndex.create(RealOpenSearch.url(), INDEX, ASKED.length);
        wide = engine(50);
        narrow = engine(3);
    }

    @AfterContainer
    static void drop() {
        index.close();
    }

    @Property(tries = 40, shrinking = ShrinkingMode.BOUNDED)
    void findsEverythingThatIsPermittedAndNothingElse(@ForAll("corpora") List<Chunk> corpus, @ForAll("callers") List<Grant> callers) {
        index.putOnly(corpus);

        for (var caller : callers) {
            var lexical = found(wide.search(caller, WORD, true, NO_VECTOR, List.of(INDEX)).await().indefinitely());
            var vector = found(wide.search(caller, WORD, false, Optional.of(ASKED), List.of(INDEX)).await().indefinitely());
            var hybrid = found(wide.search(caller, WORD, true, Optional.of(ASKED), List.of(INDEX)).await().indefinitely());

            var permitted = permitted(corpus, caller);
            var withTheWord = permitted.stream().filter(chunk -> chunk.text().contains(WORD)).toList();
            assertEquals(
                    List.of(ids(withTheWord), ids(permitted), ids(withTheWord), ids(permitted)),
                    List.of(lexical.get(0), vector.get(1), hybrid.get(0), hybrid.get(1)));
        }
    }

    @Property(tries = 40, shrinking = ShrinkingMode.BOUNDED)
    void aDocumentStandsAsAllOfItsChunksSay(@ForAll("corpora") List<Chunk> corpus, @ForAll("callers") List<Grant> callers) {
        var pieces = IntStream.range(0, corpus.size()).mapToObj(number -> ofDocument("d" + number / 3, corpus.get(number))).toList();
        var documents = pieces.stream().collect(Collectors.groupingBy(Chunk::documentId));
        index.putOnly(pieces);

        for (var caller : callers) {
            var standings = wide.standings(caller, documents.keySet()).await().indefinitely();

            assertEquals(
                    List.of(documentsOf(documents, caller, Stream::anyMatch), documentsOf(documents, caller, Stream::allMatch)),
                    List.of(
                            standings.stream().map(Standing::documentId).collect(Collectors.toSet()),
                            standings.stream().filter(Standing::whole).map(Standing::documentId).collect(Collectors.toSet())));
            assertTrue(standings.stream().allMatch(standing -> standing.access().permits(caller)));
        }
    }

    private static Chunk ofDocument(String documentId, Chunk chunk) {
        return aChunkOf(documentId)
                .at(chunk.ordinal())
                .ofTenant(chunk.tenant())
                .allowing(chunk.allow().toArray(String[]::new))
                .denying(chunk.deny().toArray(String[]::new))
                .needing(chunk.clearance())
                .near(chunk.embedding())
                .chunk();
    }

    private static Set<String> documentsOf(
            Map<String, List<Chunk>> documents, Grant caller, BiPredicate<Stream<Chunk>, Predicate<Chunk>> howMany) {
        return documents.entrySet().stream()
                .filter(document -> howMany.test(document.getValue().stream(), chunk -> chunk.access().permits(caller)))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    @Property(tries = 20, shrinking = ShrinkingMode.BOUNDED)
    void fillsItsCandidatesWithPermittedChunks(@ForAll("corpora") List<Chunk> corpus, @ForAll("callers") List<Grant> callers) {
        index.putOnly(corpus);

        for (var caller : callers) {
            var hits = narrow.search(caller, WORD, true, Optional.of(ASKED), List.of(INDEX)).await().indefinitely();

            var permitted = permitted(corpus, caller);
            var withTheWord = permitted.stream().filter(chunk -> chunk.text().contains(WORD)).count();
            assertEquals(
                    List.of(Math.min(3, withTheWord), (long) Math.min(3, permitted.size())),
                    List.of((long) hits.lexical().size(), (long) hits.vector().size()));
            assertTrue(ids(permitted).containsAll(found(hits).get(0)) && ids(permitted).containsAll(found(hits).get(1)));
        }
    }

    @Example
    void allOfThousandsOfTagsCount() {
        index.putOnly(List.of(
                aChunkOf("open").allowing("group:g4999").near(ASKED).chunk(),
                aChunkOf("closed").allowing("group:g4999").denying("group:g0").near(ASKED).chunk()));
        var member = aGrant().tagged(IntStream.range(0, 5_000).mapToObj(number -> "group:g" + number).collect(Collectors.toSet())).grant();

        var standings = wide.standings(member, List.of("open", "closed")).await().indefinitely();

        assertEquals(List.of("open"), standings.stream().map(Standing::documentId).toList());
    }

    @Example
    void thousandsOfNearerForbiddenChunksTakeNoPlace() {
        var corpus = new ArrayList<Chunk>();
        for (var number = 0; number < 3_000; number++) {
            corpus.add(aChunkOf("secret-" + number)
                    .saying((WORD + " ").repeat(8))
                    .allowing("group:board")
                    .near(1, 0, number / 1e5f, 0)
                    .chunk());
        }
        for (var number = 0; number < 60; number++) {
            corpus.add(aChunkOf("open-" + number)
                    .saying("far away, in a long sentence about other things, somebody mentions a " + WORD)
                    .allowing("group:people")
                    .near(-1, 1, number / 10f, 0)
                    .chunk());
        }
        index.putOnly(corpus);

        var caller = aGrant().tagged("group:people").grant();
        var hits = wide.search(caller, WORD, true, Optional.of(ASKED), List.of(INDEX)).await().indefinitely();

        assertEquals(List.of(50, 50), List.of(hits.lexical().size(), hits.vector().size()));
        assertTrue(found(hits).stream().flatMap(Collection::stream).allMatch(id -> id.startsWith("open-")));
    }

    @Provide
    Arbitrary<List<Chunk>> corpora() {
        return Combinators.combine(
                        Arbitraries.of("kestrel", "heron"),
                        Arbitraries.of(TAGS).set().ofMaxSize(3),
                        Arbitraries.of(TAGS).set().ofMaxSize(2),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.of(WORD + " on the quay", "a " + WORD, "nothing of the kind"),
                        Arbitraries.floats().between(-1, 1).array(float[].class).ofSize(3))
                .as((tenant, allow, deny, clearance, text, place) -> aChunkOf("d")
                        .saying(text)
                        .ofTenant(tenant)
                        .allowing(allow.toArray(String[]::new))
                        .denying(deny.toArray(String[]::new))
                        .needing(clearance)
                        .near(1, place[0], place[1], place[2]))
                .list()
                .ofMinSize(1)
                .ofMaxSize(45)
                .map(chunks -> IntStream.range(0, chunks.size()).mapToObj(number -> chunks.get(number).at(number).chunk()).toList());
    }

    @Provide
    Arbitrary<List<Grant>> callers() {
        return Combinators.combine(
                        Arbitraries.of("kestrel", "heron", "kestrel*", ""),
                        Arbitraries.of(TAGS).set().ofMaxSize(4),
                        Arbitraries.integers().between(0, 3))
                .as((tenant, tags, clearance) -> aGrant().ofTenant(tenant).tagged(tags).clearedTo(clearance).grant())
                .list()
                .ofSize(4);
    }

    private static Engine engine(int candidates) {
        return new Engine(
                new HttpOpenSearch(RealOpenSearch.url())::searches,
                JsonMapper.builder().addModule(new JavaTimeModule()).build(),
                Settings.read(EngineConfig.class, Map.of("surety.engine.candidates", Integer.toString(candidates))));
    }

    private static List<Chunk> permitted(List<Chunk> corpus, Grant caller) {
        return corpus.stream().filter(chunk -> chunk.access().permits(caller)).toList();
    }

    private static Set<String> ids(List<Chunk> chunks) {
        return chunks.stream().map(chunk -> chunk.documentId() + ":" + chunk.ordinal()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** What the words found, then what the vector found. */
    private static List<Set<String>> found(Hits hits) {
        return List.of(hitIds(hits.lexical()), hitIds(hits.vector()));
    }

    private static Set<String> hitIds(List<Hit> hits) {
        return hits.stream().map(Hit::id).collect(Collectors.toCollection(TreeSet::new));
    }
}
