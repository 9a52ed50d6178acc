package dev.surety.inference.budget;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * A database that is given only so long to answer each statement: one that hangs must not hold up money for ever. Blocking.
 *
 * @param database the pool
 * @param timeout  for each answer; waiting for a connection is the pool's to bound
 */
record Bounded(DataSource database, Duration timeout) {

    private static final int NO_BOUND = 0;

    /** What is done with a connection. */
    interface Work<T> {

        T with(Connection connection) throws SQLException;
    }

    /** @throws SQLException also when the time is over; the connection is gone then, and what the statement did is unknown */
    <T> T run(Work<T> work) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(timeout.toMillis()));
            var result = work.with(connection);
            // The pool's other users have bounds of their own.
            connection.setNetworkTimeout(Runnable::run, NO_BOUND);
            return result;
        }
    }
}
