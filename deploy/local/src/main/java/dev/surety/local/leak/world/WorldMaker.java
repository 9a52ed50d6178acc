package dev.surety.local.leak.world;

import dev.surety.grant.Access;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Draws worlds, and what changes in them. The same numbers give the same world. */
public final class WorldMaker {

    /** Organisations with people; documents are of one more. */
    public static final List<String> TENANTS = List.of("kestrel", "saltmarsh");

    private static final String TENANT_WITHOUT_PEOPLE = "copperline";
    private static final int PEOPLE_PER_TENANT = 8;
    private static final int HIGHEST_CLEARANCE = 3;
    private static final int MOST_GROUPS = 4;
    private static final int MOST_OTHER_TAGS = 3;
    private static final int KINDS = 14;
    private static final int NESTINGS = 12;

    private final Library library;
    private final RandomGenerator random;
    private final boolean nests;

    /** @param nests whether groups lie in one another by more than their paths */
    public WorldMaker(Library library, RandomGenerator random, boolean nests) {
        this.library = library;
        this.random = random;
        this.nests = nests;
    }

    /** Every name of a group that a world may know. */
    public static List<String> groupNames() {
        return Forest.PATHS;
    }


    /** Everybody and everything. */
    public World.State draw() {
        var people = new ArrayList<Principal>();
        for (var tenant : TENANTS) {
            for (var number = 1; number <= PEOPLE_PER_TENANT; number++) {
                people.add(Principal.person("leak-%s-%02d".formatted(tenant, number), tenant, random.nextInt(HIGHEST_CLEARANCE + 1), groups()));
            }
        }
        people.add(new Principal("evaluation", true, "surety", 0, Set.of()));
        var documents = new HashMap<Integer, Access>();
        var nesting = nests ? nesting() : Nesting.BY_PATH;
        library.documents().forEach(document -> documents.put(document.number(), access(people, nesting)));
        return new World.State(documents, people, nesting);
    }

    /** Something that changes a world. */
    public Move move(World world) {
        var people = world.latest().principals();
        var nesting = world.latest().nesting();
        var document = library.document(random.nextInt(library.documents().size()));
        if (world.access(document).isEmpty()) {
            return new Move.Created(document, access(people, nesting));
        }
        return switch (random.nextInt(10)) {
            case 0 -> new Move.Deleted(document);
            case 1, 2 -> new Move.Moved(moved(people));
            default -> new Move.AccessChanged(document, access(people, nesting));
        };
    }

    /** A change that takes the document away from this principal. */
    public Move takingFrom(Principal who, Document document, Access before, Nesting nesting) {
        return switch (random.nextInt(5)) {
            case 0 -> new Move.Deleted(document);
            case 1 -> new Move.AccessChanged(document, new Access(before.tenant(), before.allow(), with(before.deny(), one(Forest.tagsOf(who, nesting))), before.clearance()));
            case 2 -> new Move.AccessChanged(document, new Access(before.tenant(), before.allow(), before.deny(), who.clearance() + 1));
            case 3 -> new Move.AccessChanged(document, new Access(before.tenant(), Set.of(), before.deny(), before.clearance()));
            default -> new Move.AccessChanged(
                    document, new Access(TENANT_WITHOUT_PEOPLE, without(before.allow(), Access.PUBLIC), before.deny(), before.clearance()));
        };
    }

    /** Groups lie in some that come later in the list, so never in a circle. */
    private Nesting nesting() {
        var around = new HashMap<String, Set<String>>();
        var names = Forest.NESTABLE;
        for (var number = 0; number < NESTINGS; number++) {
            var inner = random.nextInt(names.size() - 1);
            var outer = inner + 1 + random.nextInt(names.size() - inner - 1);
            around.computeIfAbsent(names.get(inner), name -> new HashSet<>()).add(names.get(outer));
        }
        return new Nesting(around);
    }

    private Principal moved(List<Principal> people) {
        var persons = people.stream().filter(principal -> !principal.service()).toList();
        var one = persons.get(random.nextInt(persons.size()));
        return random.nextInt(4) == 0 ? one.clearedTo(random.nextInt(HIGHEST_CLEARANCE + 1)) : one.in(groups());
    }

    private Set<String> groups() {
        var groups = new HashSet<String>();
        var wanted = random.nextInt(MOST_GROUPS + 1);
        for (var number = 0; number < wanted; number++) {
            groups.add(one(Forest.PATHS));
        }
        return groups;
    }

    /** Most documents are almost somebody's: permitted, or missed by one clause of the rule. */
    private Access access(List<Principal> people, Nesting nesting) {
        var aimed = people.get(random.nextInt(people.size()));
        var own = Forest.tagsOf(aimed, nesting);
        var allow = with(others(people), one(own));
        var level = random.nextInt(aimed.clearance() + 1);
        return switch (random.nextInt(KINDS)) {
            case 0 -> new Access(aimed.tenant(), Set.of(), Set.of(), 0);
            case 1 -> new Access(anyTenant(), Set.of(Access.PUBLIC), Set.of(), random.nextInt(2));
            case 2 -> new Access(anyTenant(), with(others(people), Access.PUBLIC), Set.of(), aimed.clearance() + 1);
            case 3 -> new Access(anyTenant(), Set.of(Access.PUBLIC), Set.of(one(own)), 0);
            case 4 -> new Access(anyTenantBut(aimed), allow, Set.of(), level);
            case 5 -> new Access(anyTenantBut(aimed), new HashSet<>(own), Set.of(), 0);
            case 6 -> new Access(aimed.tenant(), allow, with(others(people), one(own)), level);
            case 7 -> new Access(aimed.tenant(), allow, Set.of(), aimed.clearance() + 1);
            case 8 -> new Access(aimed.tenant(), allow, Set.of(), aimed.clearance());
            case 9 -> new Access(aimed.tenant(), with(Set.of(one(Forest.NOBODYS)), one(Forest.NOBODYS)), Set.of(), 0);
            case 10 -> new Access(aimed.tenant(), Set.of(aimed.ownTag()), Set.of(), level);
            case 11 -> new Access(aimed.tenant(), Set.of("tenant:" + aimed.tenant()), others(people), level);
            case 12 -> new Access(aimed.tenant(), allow, Set.of(one(Forest.NOBODYS)), level);
            default -> new Access(aimed.tenant(), allow, others(people), level);
        };
    }

    private Set<String> others(List<Principal> people) {
        var tags = new HashSet<String>();
        var wanted = random.nextInt(MOST_OTHER_TAGS + 1);
        for (var number = 0; number < wanted; number++) {
            tags.add(random.nextInt(4) == 0 ? people.get(random.nextInt(people.size())).ownTag() : "group:" + one(Forest.PATHS));
        }
        return tags;
    }

    private String anyTenant() {
        return random.nextInt(3) == 0 ? TENANT_WITHOUT_PEOPLE : one(TENANTS);
    }

    private String anyTenantBut(Principal who) {
        var others = new ArrayList<>(TENANTS);
        others.add(TENANT_WITHOUT_PEOPLE);
        others.remove(who.tenant());
        return one(others);
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static Set<String> with(Set<String> tags, String tag) {
        var all = new HashSet<>(tags);
        all.add(tag);
        return all;
    }

    private static Set<String> without(Set<String> tags, String tag) {
        var rest = new HashSet<>(tags);
        rest.remove(tag);
        return rest;
    }
}
