package dev.surety.evaluation.probe;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Which replica probes: the one whose session holds an advisory lock of PostgreSQL. When its process dies, the session ends and the next replica that tries has
 * the lock. Two at a time would delete each other's documents. Not thread-safe.
 */
@ApplicationScoped
class Lead implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Lead.class);
    private static final String KEY = "hashtextextended('surety.revocation.probe.' || current_schema(), 0)";
    private static final int VALID_WITHIN_SECONDS = 2;

    private final DataSource database;
    private @Nullable Connection session;

    Lead(DataSource database) {
        this.database = database;
    }

    /** How this replica stands. */
    enum Turn {
        /** Another one probes. */
        OTHERS,
        /** It has just become this one's turn: whoever had it before may have left something. */
        NEW,
        /** It is this one's turn still. */
        OWN
    }

    /** @throws SQLException when the database is away */
    Turn turn() throws SQLException {
        if (session != null) {
            if (session.isValid(VALID_WITHIN_SECONDS)) {
                return Turn.OWN;
            }
            close();
        }
        var connection = database.getConnection();
        try {
            connection.setAutoCommit(true);
            if (isTrue(connection, "SELECT pg_try_advisory_lock(" + KEY + ")")) {
                session = connection;
                LOG.info("this replica watches revocation from now on");
                return Turn.NEW;
            }
            return Turn.OTHERS;
        } finally {
            if (session == null) {
                connection.close();
            }
        }
    }

    /** Gives the lock back, if it has it: a session that went back to the pool with it would keep it. */
    @Override
    public void close() {
        var connection = session;
        session = null;
        if (connection == null) {
            return;
        }
        try (connection) {
            isTrue(connection, "SELECT pg_advisory_unlock(" + KEY + ")");
        } catch (SQLException broken) {
            abort(connection);
        }
    }

    private static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException gone) {
            LOG.debugf("the session that held the lock of the probe is gone cause=%s", gone.toString());
        }
    }

    private static boolean isTrue(Connection connection, String question) throws SQLException {
        try (var select = connection.prepareStatement(question); var rows = select.executeQuery()) {
            return rows.next() && rows.getBoolean(1);
        }
    }
}
