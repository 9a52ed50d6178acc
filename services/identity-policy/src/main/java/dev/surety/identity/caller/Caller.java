package dev.surety.identity.caller;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

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

    /**
     * A human being.
     *
     * @param name      user name
     * @param tenant    the organisation
     * @param groups    flattened group tags
     * @param clearance at least 0
     */
    record Person(String name, String tenant, Set<String> groups, int clearance, Instant tokenExpiresAt) implements Caller {

        public Person {
            requireName("name", name);
            requireName("tenant", tenant);
            groups = Set.copyOf(groups);
            Objects.requireNonNull(tokenExpiresAt, "tokenExpiresAt");
            if (clearance < 0) {
                throw new IllegalArgumentException("clearance is at least 0, not " + clearance);
            }
        }

        @Override
        public String subject() {
            return name;
        }

        @Override
        public Set<String> tags() {
            var tags = new TreeSet<>(groups);
            tags.add("user:" + name);
            tags.add("tenant:" + tenant);
            return tags;
        }

        /** Without name and groups. */
        @Override
        public String toString() {
            return "Person[" + groups.size() + " groups]";
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
