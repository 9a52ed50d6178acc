package dev.surety.identity.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.event.CloudEvent;
import dev.surety.event.EntitlementsChanged;
import dev.surety.event.EventSchema;
import dev.surety.identity.GrantKeysFile;
import dev.surety.identity.ScriptedIssuer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real PostgreSQL: what changes, who hears of it, and what the directory says then. */
@QuarkusTest
@QuarkusTestResource(value = ScriptedIssuer.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = GrantKeysFile.class, restrictToAnnotatedClass = true)
class DirectoryTest {

    @Inject
    Roster roster;

    @Inject
    Directory directory;

    @Inject
    DataSource database;

    @Inject
    ObjectMapper json;

    @Inject
    @Connector("smallrye-in-memory")
    InMemoryConnector kafka;

    private String tenant;

    @BeforeEach
    void aTenantOfItsOwn() {
        tenant = "tenant-" + UUID.randomUUID();
    }

    @Test
    void theEpochRisesWithEveryChangeOfRightsAndWithNoOther() {
        var ann = person("ann");
        var group = group("people");
        var epochs = new ArrayList<>(List.of(epoch()));

        change(change -> change.put(new Person(ann, "ann", "e-1", true, null, "{\"title\":\"Dr\"}", change.now(), change.now())));
        epochs.add(epoch());
        change(change -> change.addMembers(group, Set.of(ann)));
        epochs.add(epoch());
        change(change -> change.addMembers(group, Set.of(ann)));
        epochs.add(epoch());
        change(change -> change.put(new Person(ann, "ann", null, true, 2, "{}", change.now(), change.now())));
        epochs.add(epoch());
        change(change -> change.put(new Group(group, "staff", null, "{}", change.now(), change.now())));
        epochs.add(epoch());
        change(change -> change.removePerson(ann));
        epochs.add(epoch());

        assertEquals(List.of(1L, 1L, 2L, 2L, 3L, 4L, 5L), epochs);
    }

    @Test
    void aChangeThatFailsLeavesNothingBehind() {
        var ann = person("ann");
        var group = group("people");
        var before = epoch();

        assertThrows(RefusedChange.class, () -> change(change -> {
            change.addMembers(group, Set.of(ann));
            change.addMembers(group, Set.of(UUID.randomUUID()));
        }));

        assertEquals(before, epoch());
        assertEquals(List.of(), roster.members(group));
    }

    @Test
    void everyChangeIsToldInOrderWithItsEpochAndItsPeople() throws JsonProcessingException {
        var ann = person("ann");
        var ben = person("ben");
        var inner = group("inner");
        var outer = group("outer");
        change(change -> change.addMembers(inner, Set.of(ann, ben)));
        change(change -> change.addMembers(outer, Set.of(inner)));
        change(change -> change.removeMembers(inner, Set.of(ben)));
        change(change -> change.removeGroup(outer));
        change(change -> change.removePerson(ben));

        var told = told(7);

        assertEquals(
                List.of(
                        new EntitlementsChanged(tenant, 1, List.of("ann")),
                        new EntitlementsChanged(tenant, 2, List.of("ben")),
                        new EntitlementsChanged(tenant, 3, List.of("ann", "ben")),
                        new EntitlementsChanged(tenant, 4, List.of()),
                        new EntitlementsChanged(tenant, 5, List.of("ben")),
                        new EntitlementsChanged(tenant, 6, List.of()),
                        new EntitlementsChanged(tenant, 7, List.of("ben"))),
                told);
    }

    @Test
    void aChangeOfMoreThanAThousandPeopleIsAChangeOfEverybody() throws JsonProcessingException, SQLException {
        var people = crowd(1_001);
        var group = group("crowd");

        change(change -> change.addMembers(group, people));
        change(change -> change.removeMembers(group, Set.of(people.getFirst())));
        change(change -> change.removeGroup(group));

        assertEquals(
                List.of(
                        new EntitlementsChanged(tenant, 1, List.of()),
                        new EntitlementsChanged(tenant, 2, List.of("crowd-00000")),
                        new EntitlementsChanged(tenant, 3, namesFrom(1, 1_001))),
                told(3));
    }

    @Test
    void aNameThatATokenMaySpellInAnotherWayIsToldAsEverybody() throws JsonProcessingException {
        person("Ann");

        assertEquals(List.of(new EntitlementsChanged(tenant, 1, List.of())), told(1));
    }

    @Test
    void whoLeftOrChangedTheNameIsKnownToHaveLeftUntilSomebodyIsWrittenUnderThatName() {
        var ann = person("ann");
        var ben = person("ben");
        change(change -> change.removePerson(ann));
        change(change -> change.put(new Person(ben, "Benjamin", null, true, null, "{}", change.now(), change.now())));

        assertEquals(new Standing.Departed(), directory.entry(tenant, "ANN").standing());
        assertEquals(new Standing.Departed(), directory.entry(tenant, "ben").standing());
        assertEquals(new Standing.Unknown(), directory.entry(tenant, "cat").standing());
        person("ann");
        assertTrue(directory.entry(tenant, "ann").standing() instanceof Standing.Known);
    }

    @Test
    void tenantsKnowNothingOfEachOther() {
        person("ann");
        var other = "tenant-" + UUID.randomUUID();

        assertEquals(new Entry(0, new Standing.Unknown(), Set.of()), directory.entry(other, "ann"));
        assertEquals(List.of(tenant), directory.tenantsWith("ANN", List.of(tenant, other)));
    }

    /** Twenty random directories: the groups of each person are those that can be reached from the person, by a search of our own. */
    @Test
    void theGroupsOfAPersonAreThoseThatCanBeReached() {
        for (var seed = 0; seed < 20; seed++) {
            aTenantOfItsOwn();
            var random = new Random(seed);
            var people = IntStream.range(0, 8).mapToObj(number -> person("p" + number)).toList();
            var groups = IntStream.range(0, 12).mapToObj(number -> group("g" + number)).toList();
            Map<UUID, Set<UUID>> around = new HashMap<>();
            // A group holds only groups of a lower number: circles are refused, and tested elsewhere.
            for (var outer = 0; outer < groups.size(); outer++) {
                for (var member : people) {
                    maybe(random, 8, member, groups.get(outer), around);
                }
                for (var inner = 0; inner < outer; inner++) {
                    maybe(random, 4, groups.get(inner), groups.get(outer), around);
                }
            }
            around.forEach((member, outers) -> outers.forEach(outer -> change(change -> change.addMembers(outer, Set.of(member)))));

            for (var number = 0; number < people.size(); number++) {
                var known = (Standing.Known) directory.entry(tenant, "p" + number).standing();
                var reached = reached(people.get(number), around).stream().map(group -> "g" + groups.indexOf(group)).collect(Collectors.toSet());
                assertEquals(reached, known.groups(), "seed " + seed + ", person " + number);
            }
        }
    }

    /** Random directories of groups with paths, told by a search of our own, for people whom the directory puts into a group and for whom only a token does. */
    @Test
    void whoIsInAGroupIsInThoseAroundEveryPathOfIt() {
        var paths = List.of("a", "a/b", "a/b/c", "b", "b/c/d", "c", "c/a", "A", "*", "a,b/c");
        for (var seed = 0; seed < 20; seed++) {
            aTenantOfItsOwn();
            var random = new Random(seed);
            Map<String, UUID> groups = new HashMap<>();
            paths.stream().filter(path -> !path.equals("A") && random.nextInt(4) > 0).forEach(path -> groups.put(path, group(path)));
            Map<String, Set<String>> around = new HashMap<>();
            for (var attempt = 0; attempt < 12 && groups.size() > 1; attempt++) {
                var names = List.copyOf(groups.keySet());
                var inner = names.get(random.nextInt(names.size()));
                var outer = names.get(random.nextInt(names.size()));
                if (reached(outer, around).contains(inner)) {
                    assertThrows(RefusedChange.class, () -> change(change -> change.addMembers(groups.get(outer), Set.of(groups.get(inner)))));
                } else {
                    change(change -> change.addMembers(groups.get(outer), Set.of(groups.get(inner))));
                    around.computeIfAbsent(inner, none -> new HashSet<>()).add(outer);
                }
            }
            for (var path : paths) {
                var expected = new HashSet<>(reached(path, around));
                expected.retainAll(groups.keySet());
                var where = "seed " + seed + ", " + path;
                assertEquals(expected, directory.entry(tenant, "nobody", withPathsAround(path)).around(), where);
                if (groups.containsKey(path)) {
                    var ann = person("in-" + path);
                    change(change -> change.addMembers(groups.get(path), Set.of(ann)));
                    assertEquals(expected, ((Standing.Known) directory.entry(tenant, "in-" + path).standing()).groups(), where);
                }
            }
        }
    }

    @Test
    void aChangeOfGroupsInGroupsIsToldAsEverybodyBecauseTokensAndPathsPutPeopleIntoThemToo() throws JsonProcessingException {
        var inner = group("inner");
        var outer = group("outer");
        change(change -> change.addMembers(outer, Set.of(inner)));
        change(change -> change.addMembers(outer, Set.of(inner)));
        change(change -> change.put(new Group(inner, "within", null, "{}", change.now(), change.now())));
        change(change -> change.removeMembers(outer, Set.of(inner)));
        change(change -> change.removeGroup(inner));

        assertEquals(
                List.of(
                        new EntitlementsChanged(tenant, 1, List.of()),
                        new EntitlementsChanged(tenant, 2, List.of()),
                        new EntitlementsChanged(tenant, 3, List.of())),
                told(3));
        assertEquals(3, epoch());
    }

    @Test
    void aGroupCannotGetInsideItselfByItsPath() {
        var north = group("birch/north");
        var birch = group("birch");
        var other = group("other");

        assertThrows(RefusedChange.class, () -> change(change -> change.addMembers(north, Set.of(birch))));
        change(change -> change.addMembers(north, Set.of(other)));
        var pine = group("pine");
        change(change -> change.addMembers(other, Set.of(pine)));
        change(change -> change.removeGroup(birch));

        assertThrows(RefusedChange.class, () -> change(change -> change.put(new Group(pine, "birch", null, "{}", change.now(), change.now()))));
    }

    private static Set<String> reached(String start, Map<String, Set<String>> around) {
        var reached = new HashSet<String>();
        var next = new ArrayList<>(List.of(start));
        while (!next.isEmpty()) {
            var name = next.removeLast();
            if (reached.add(name)) {
                next.addAll(around.getOrDefault(name, Set.of()));
                next.addAll(withPathsAround(name));
            }
        }
        return reached;
    }

    private static Set<String> withPathsAround(String path) {
        var all = new HashSet<>(Set.of(path));
        for (var slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            all.add(path.substring(0, slash));
        }
        return all;
    }

    private static void maybe(Random random, int oneIn, UUID member, UUID group, Map<UUID, Set<UUID>> around) {
        if (random.nextInt(oneIn) == 0) {
            around.computeIfAbsent(member, nobody -> new HashSet<>()).add(group);
        }
    }

    private static Set<UUID> reached(UUID start, Map<UUID, Set<UUID>> around) {
        var reached = new HashSet<UUID>();
        var next = new ArrayList<>(around.getOrDefault(start, Set.of()));
        while (!next.isEmpty()) {
            var group = next.removeLast();
            if (reached.add(group)) {
                next.addAll(around.getOrDefault(group, Set.of()));
            }
        }
        return reached;
    }

    private interface Edit {
        void on(Change change) throws SQLException;
    }

    private void change(Edit edit) {
        roster.<Boolean, RuntimeException>change(tenant, change -> {
            edit.on(change);
            return true;
        });
    }

    private UUID person(String name) {
        var id = UUID.randomUUID();
        change(change -> change.add(new Person(id, name, null, true, null, "{}", change.now(), change.now())));
        return id;
    }

    private UUID group(String name) {
        var id = UUID.randomUUID();
        change(change -> change.add(new Group(id, name, null, "{}", change.now(), change.now())));
        return id;
    }

    private long epoch() {
        return directory.entry(tenant, "nobody").epoch();
    }

    /** People who are there from the beginning: nobody is told of them. */
    private List<UUID> crowd(int size) throws SQLException {
        change(nothing -> {});
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement(
                        """
                        INSERT INTO person (id, tenant, name, folded_name, active, more, created_at, changed_at)
                        SELECT gen_random_uuid(), ?, n, n, true, '{}', now(), now() FROM (SELECT 'crowd-' || to_char(i, 'FM00000') AS n FROM generate_series(0, ?) i) s
                        """)) {
            insert.setString(1, tenant);
            insert.setInt(2, size - 1);
            insert.executeUpdate();
        }
        var people = new ArrayList<UUID>();
        roster.people(tenant, new Narrowing.None(), 0, person -> people.add(person.id()));
        return people;
    }

    private static List<String> namesFrom(int first, int end) {
        return IntStream.range(first, end).mapToObj("crowd-%05d"::formatted).toList();
    }

    /** The tenant's events, once there are so many. */
    private List<EntitlementsChanged> told(int many) throws JsonProcessingException {
        var sink = kafka.<String>sink("policy-changes");
        var end = Instant.now().plus(Duration.ofSeconds(10));
        var mine = List.<Message<String>>of();
        do {
            mine = sink.received().stream().filter(message -> message.getPayload().contains(tenant)).map(message -> (Message<String>) message).toList();
            Thread.onSpinWait();
        } while (mine.size() < many && Instant.now().isBefore(end));
        var told = new ArrayList<EntitlementsChanged>();
        for (var message : mine) {
            assertEquals("[]", EventSchema.of("entitlements-changed.v1").violations(message.getPayload()));
            assertEquals(tenant, message.getMetadata(OutgoingKafkaRecordMetadata.class).orElseThrow().getKey());
            var event = json.readValue(message.getPayload(), new TypeReference<CloudEvent<EntitlementsChanged>>() {});
            assertEquals(tenant + "@" + event.data().epoch(), event.id());
            told.add(event.data());
        }
        return told;
    }
}
