package dev.surety.identity.caller;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Who a verified token speaks for. */
public sealed interface Caller {

    /** Longest name of a person, service or tenant, in characters. */
    int LONGEST_NAME = 200;

    /** The name that answers and records carry. */
    String subject();

    /** The organisation. */
    String tenant();

    /** What the caller's rights are looked up by: {@code user:…}, {@code group:…}, {@code tenant:…}, {@code service:…}. */
    Set<String> tags();

    /** Highest clearance, at least 0. */
    int clearance();

    /** When the token ends. */
    Instant tokenExpiresAt();

    /** The state of the tenant's directory that the rights were read from, or an earlier one; at least 0. */
    long epoch();

    /** The service that acts for the subject; null when the subject acts. */
    @Nullable String actor();

    /**
     * A human being.
     *
     * @param name        user name, as the directory spells it where it holds the person
     * @param tenant      the organisation
     * @param furtherTags flattened group tags, and {@code user:} with the token's spelling of the name where that is another
     * @param clearance   at least 0
     * @param epoch       of the tenant's directory
     * @param actor       the service that acts for the person; null when the person acts
     */
    record Person(String name, String tenant, Set<String> furtherTags, int clearance, Instant tokenExpiresAt, long epoch, @Nullable String actor)
            implements Caller {

        public Person {
            requireName("name", name);
            requireName("tenant", tenant);
            furtherTags = Set.copyOf(furtherTags);
            Objects.requireNonNull(tokenExpiresAt, "tokenExpiresAt");
            if (clearance < 0) {
                throw new IllegalArgumentException("clearance is at least 0, not " + clearance);
            }
            if (actor != null) {
                requireName("actor", actor);
            }
        }

        @Override
        public String subject() {
            return name;
        }

        @Override
        public Set<String> tags() {
            var tags = new TreeSet<>(furtherTags);
            tags.add("user:" + name);
            tags.add("tenant:" + tenant);
            return tags;
        }

        /** Without name and tags. */
        @Override
        public String toString() {
            return "Person[" + furtherTags.size() + " further tags]";
        }
    }

    /**
     * One of our own services, or a job that acts like one. It belongs to no group: what a service may do, its name says.
     *
     * @param name of the service
     */
    record Service(String name, Instant tokenExpiresAt) implements Caller {

        /** The tenant of the product's own services; no customer has it. */
        public static final String TENANT = "surety";

        public Service {
            requireName("name", name);
            Objects.requireNonNull(tokenExpiresAt, "tokenExpiresAt");
        }

        @Override
        public String subject() {
            return name;
        }

        @Override
        public String tenant() {
            return TENANT;
        }

        @Override
        public Set<String> tags() {
            return Set.of("service:" + name, "tenant:" + TENANT);
        }

        @Override
        public int clearance() {
            return 0;
        }

        /** Nobody's directory says what a service may do. */
        @Override
        public long epoch() {
            return 0;
        }

        @Override
        public @Nullable String actor() {
            return null;
        }
    }

    /** Whether this can be a name: something, not too long, without control or format characters and without blank ends. */
    static boolean isName(String text) {
        return !text.isBlank()
                && text.length() <= LONGEST_NAME
                && text.equals(text.strip())
                && text.codePoints().allMatch(Caller::isVisible);
    }

    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            // Format characters (zero-width, text direction) make two names look like one.
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static void requireName(String what, String text) {
        if (!isName(text)) {
            throw new IllegalArgumentException(what + " is no name");
        }
    }
}
