package dev.surety.evaluation.slo;

import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Transactions of the ledger. Blocking. */
@ApplicationScoped
class LedgerDatabase {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final DataSource database;

    LedgerDatabase(DataSource database) {
        this.database = database;
    }

    /** What is done with a connection inside one transaction. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /**
     * Commits when the work returns, rolls back when it throws.
     *
     * @throws ProblemException {@code unavailable}, when the database does not do what it is asked for
     */
    <T> T inTransaction(Work<T> work) {
        try (var connection = database.getConnection()) {
            return inTransaction(connection, work);
        } catch (SQLException down) {
            throw ProblemException.retryable(ProblemType.UNAVAILABLE, "the ledger's database does not answer", RETRY_AFTER, down);
        }
    }

    /** As {@link #inTransaction(Work)}, on a connection that stays open. */
    static <T> T inTransaction(Connection connection, Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            var result = work.on(connection);
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException failure) {
            connection.rollback();
            throw failure;
        }
    }

    /** A connection of its own, for who keeps one. */
    Connection connection() throws SQLException {
        return database.getConnection();
    }

    static @Nullable OffsetDateTime column(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
