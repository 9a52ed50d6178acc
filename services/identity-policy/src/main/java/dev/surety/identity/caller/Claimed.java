package dev.surety.identity.caller;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a verified token says about who is speaking; the directory has not been asked yet. */
sealed interface Claimed {

    /**
     * A human being.
     *
     * @param name      user name
     * @param tenant    that the issuer may speak for
     * @param groups    what the token says about groups
     * @param clearance at least 0
     * @param actor     who uses the person's token, as in the claim {@code act}; null when nobody says so
     */
    record Person(String name, String tenant, Groups groups, int clearance, Instant expiresAt, @Nullable String actor) implements Claimed {

        public Person {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(tenant, "tenant");
            Objects.requireNonNull(groups, "groups");
            Objects.requireNonNull(expiresAt, "expiresAt");
        }
    }

    /**
     * A service.
     *
     * @param name   of the service
     * @param tenant that it acts in when it acts for somebody; null: its token says none
     * @param limit  the highest clearance that it can act with for somebody; {@link Integer#MAX_VALUE} when its token says none
     */
    record Service(String name, @Nullable String tenant, int limit, Instant expiresAt) implements Claimed {

        public Service {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(expiresAt, "expiresAt");
        }
    }

    /** What a token says about groups. */
    sealed interface Groups {

        /** All of them, as tags. */
        record Named(Set<String> tags) implements Groups {}

        /** That they are too many for a token, and kept elsewhere. */
        record Elsewhere() implements Groups {}
    }
}
