package dev.surety.local.leak.world;

import dev.surety.grant.Access;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that is so at the moment, and what was so a moment ago. Thread-safe. */
public final class World {

    private final Library library;
    private final Nesting nesting;
    private final Oracle oracle;
    private final Duration bound;
    private final List<String> names;
    private final Map<Integer, Timeline<Optional<Access>>> documents = new HashMap<>();
    private final Map<String, Timeline<Principal>> principals = new LinkedHashMap<>();

    /**
     * A world as it begins.
     *
     * @param bound how long a change may take to hold everywhere
     */
    public World(Library library, State state, Duration bound) {
        this.library = library;
        this.nesting = state.nesting();
        this.oracle = new Oracle(nesting);
        this.bound = bound;
        library.documents().forEach(document ->
                documents.put(document.number(), new Timeline<>(Optional.ofNullable(state.documents().get(document.number())))));
        state.principals().forEach(principal -> principals.put(principal.name(), new Timeline<>(principal)));
        this.names = List.copyOf(principals.keySet());
    }

    /**
     * A moment of a world.
     *
     * @param documents  access of the documents that are there, by number
     * @param principals all of them
     * @param nesting    of their groups
     */
    public record State(Map<Integer, Access> documents, List<Principal> principals, Nesting nesting) {

        public State {
            documents = Map.copyOf(documents);
            principals = List.copyOf(principals);
        }
    }

    public Library library() {
        return library;
    }

    /** How long a change may take to hold everywhere. */
    public Duration bound() {
        return bound;
    }

    public List<String> names() {
        return names;
    }

    public Principal principal(String name) {
        return principals.get(name).latest();
    }

    /** Empty when the document is deleted. */
    public Optional<Access> access(Document document) {
        return documents.get(document.number()).latest();
    }

    public State latest() {
        var present = new HashMap<Integer, Access>();
        documents.forEach((number, timeline) -> timeline.latest().ifPresent(access -> present.put(number, access)));
        return new State(present, principals.values().stream().map(Timeline::latest).toList(), nesting);
    }

    /** What holds for whatever was asked at one moment and answered at another. */
    public Verdict verdict(String name, Document document, Instant asked, Instant answered) {
        var seen = new ArrayList<Boolean>();
        for (var principal : principals.get(name).possible(asked, answered, bound)) {
            for (var access : documents.get(document.number()).possible(asked, answered, bound)) {
                seen.add(access.filter(present -> oracle.maySee(principal, present)).isPresent());
            }
        }
        if (seen.contains(true)) {
            return seen.contains(false) ? Verdict.EITHER : Verdict.VISIBLE;
        }
        return Verdict.HIDDEN;
    }

    /** What holds now. */
    public Verdict verdict(String name, Document document) {
        var now = Instant.now();
        return verdict(name, document, now, now);
    }

    /** Whether one with these memberships might see the document once everything has arrived. */
    public boolean maySeeAtLast(Principal who, Document document) {
        return access(document).filter(access -> oracle.maySee(who, access)).isPresent();
    }

    /** Why a document is hidden, in words for a person. */
    public String why(String name, Document document) {
        return access(document).map(access -> principal(name) + " of " + principal(name).tenant() + " cleared to " + principal(name).clearance()
                + " in " + principal(name).groups() + "; the document is of " + access.tenant() + ", allows " + access.allow() + ", denies "
                + access.deny() + ", needs " + access.clearance()).orElse("the document is deleted");
    }

    /** A change that the product is about to be told of. */
    public void begin(Move move) {
        var now = Instant.now();
        switch (move) {
            case Move.AccessChanged(var document, var access) -> documents.get(document.number()).begin(Optional.of(access), now);
            case Move.Deleted(var document) -> documents.get(document.number()).begin(Optional.empty(), now);
            case Move.Created(var document, var access) -> documents.get(document.number()).begin(Optional.of(access), now);
            case Move.Moved(var principal) -> principals.get(principal.name()).begin(principal, now);
        }
    }

    /** The product has been told. */
    public void done(Move move) {
        var now = Instant.now();
        switch (move) {
            case Move.AccessChanged(var document, var _) -> documents.get(document.number()).done(now);
            case Move.Deleted(var document) -> documents.get(document.number()).done(now);
            case Move.Created(var document, var _) -> documents.get(document.number()).done(now);
            case Move.Moved(var principal) -> principals.get(principal.name()).done(now);
        }
    }
}
