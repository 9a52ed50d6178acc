package dev.surety.identity.grant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.grant.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The tag sets behind grants that carry only a digest, where every replica finds them. Blocking. */
@ApplicationScoped
class TagSetStore {

    // Many times the life of a grant: a set is written once in a while, not with every grant over it.
    private static final Duration KEPT = Duration.ofMinutes(30);
    private static final Duration SWEPT_EVERY = Duration.ofMinutes(1);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final int MOST_KNOWN = 100_000;
    private static final String KEEP =
            """
            INSERT INTO tag_set (digest, tags, keep_until) VALUES (?, ?, ?)
            ON CONFLICT (digest) DO UPDATE SET keep_until = greatest(tag_set.keep_until, excluded.keep_until)
            """;
    private static final String SWEEP = "DELETE FROM tag_set WHERE keep_until < ?";
    private static final String READ = "SELECT tags FROM tag_set WHERE digest = ?";

    private final DataSource database;
    private final Clock clock;
    private final Cache<String, Instant> keptUntil = Caffeine.newBuilder().maximumSize(MOST_KNOWN).build();
    private volatile Instant sweptAt = Instant.EPOCH;

    TagSetStore(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Has the set known to every replica until a grant over it has ended.
     *
     * @param end of the grant
     * @throws ProblemException {@code identity-unavailable}, when it can't be written: then there is no such grant
     */
    void keep(Tags tags, Instant end) {
        var known = keptUntil.getIfPresent(tags.digest());
        if (known != null && known.isAfter(end.plus(SWEPT_EVERY))) {
            return;
        }
        var until = clock.instant().plus(KEPT);
        inDatabase(connection -> {
            write(connection, tags, until);
            return sweep(connection);
        });
        keptUntil.put(tags.digest(), until);
    }

    /** The tags with this digest, while a grant over them may live. */
    Optional<List<String>> tags(String digest) {
        return inDatabase(connection -> {
            try (var select = connection.prepareStatement(READ)) {
                select.setString(1, digest);
                try (var rows = select.executeQuery()) {
                    return rows.next() ? Optional.of(Arrays.asList((String[]) rows.getArray(1).getArray())) : Optional.empty();
                }
            }
        });
    }

    private static void write(Connection connection, Tags tags, Instant until) throws SQLException {
        try (var insert = connection.prepareStatement(KEEP)) {
            insert.setString(1, tags.digest());
            insert.setArray(2, connection.createArrayOf("text", tags.stream().sorted().toArray()));
            insert.setTimestamp(3, Timestamp.from(until));
            insert.executeUpdate();
        }
    }

    private int sweep(Connection connection) throws SQLException {
        var now = clock.instant();
        if (sweptAt.plus(SWEPT_EVERY).isAfter(now)) {
            return 0;
        }
        sweptAt = now;
        try (var delete = connection.prepareStatement(SWEEP)) {
            delete.setTimestamp(1, Timestamp.from(now));
            return delete.executeUpdate();
        }
    }

    private <T> T inDatabase(Work<T> work) {
        try (var connection = database.getConnection()) {
            return work.on(connection);
        } catch (SQLException failed) {
            throw ProblemException.retryable(
                    ProblemType.IDENTITY_UNAVAILABLE, "the caller's tags can't be looked up at the moment", RETRY_AFTER, failed);
        }
    }

    /** What is done with a connection. */
    @FunctionalInterface
    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }
}
