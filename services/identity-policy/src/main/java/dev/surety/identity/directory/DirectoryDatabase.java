package dev.surety.identity.directory;

import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** Connections to the directory. Blocking. */
@ApplicationScoped
class DirectoryDatabase {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final DataSource database;

    DirectoryDatabase(DataSource database) {
        this.database = database;
    }

    /** What is done with a connection. */
    @FunctionalInterface
    interface Work<T, E extends Exception> {
        T on(Connection connection) throws SQLException, E;
    }

    /**
     * Commits when the work returns, rolls back when it throws.
     *
     * @throws ProblemException {@code identity-unavailable}, when the database does not do what it is asked for
     */
    <T, E extends Exception> T inTransaction(Work<T, E> work) throws E {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            var done = false;
            try {
                var result = work.on(connection);
                connection.commit();
                done = true;
                return result;
            } finally {
                if (!done) {
                    connection.rollback();
                }
            }
        } catch (SQLException failed) {
            throw away(failed);
        }
    }

    /**
     * Without a transaction: each statement sees what is committed when it begins.
     *
     * @throws ProblemException as {@link #inTransaction}
     */
    <T> T reading(Work<T, RuntimeException> work) {
        try (var connection = database.getConnection()) {
            return work.on(connection);
        } catch (SQLException failed) {
            throw away(failed);
        }
    }

    private static ProblemException away(SQLException failed) {
        return ProblemException.retryable(
                    ProblemType.IDENTITY_UNAVAILABLE, "the directory does not answer, so nobody can say who is who", RETRY_AFTER, failed);
    }
}
