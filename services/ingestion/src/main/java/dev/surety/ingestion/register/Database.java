package dev.surety.ingestion.register;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Runs SQL. Blocks; statements inside {@link #inTransaction} commit together or not at all. */
@Singleton
public final class Database {

    /** Long enough for the bulk requests of the largest document, which happen inside. */
    private static final int TRANSACTION_SECONDS = (int) Duration.ofMinutes(10).toSeconds();

    private final DataSource dataSource;

    Database(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Commits when the work returns, rolls back when it throws. */
    public <T> T inTransaction(Supplier<T> work) {
        return QuarkusTransaction.requiringNew().timeout(TRANSACTION_SECONDS).call(work::get);
    }

    /** Waits until nobody else works on this name, and keeps it until the transaction ends. */
    public void lock(String name) {
        query("select pg_advisory_xact_lock(hashtextextended(?, 0))", row -> true, name);
    }

    public <T> List<T> query(String sql, Row<T> row, Object... parameters) {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            try (var results = statement.executeQuery()) {
                var rows = new ArrayList<T>();
                while (results.next()) {
                    rows.add(row.read(results));
                }
                return rows;
            }
        } catch (SQLException failed) {
            throw new DatabaseFailed(failed);
        }
    }

    /** @return how many rows changed */
    public int update(String sql, @Nullable Object... parameters) {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            return statement.executeUpdate();
        } catch (SQLException failed) {
            throw new DatabaseFailed(failed);
        }
    }

    /** A column of type {@code timestamptz}. */
    public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static void bind(PreparedStatement statement, @Nullable Object... parameters) throws SQLException {
        for (var at = 0; at < parameters.length; at++) {
            switch (parameters[at]) {
                case Instant instant -> statement.setObject(at + 1, instant.atOffset(ZoneOffset.UTC));
                case Collection<?> texts ->
                    statement.setArray(at + 1, statement.getConnection().createArrayOf("text", texts.stream().sorted().toArray()));
                case null -> statement.setNull(at + 1, Types.VARCHAR);
                case Object other -> statement.setObject(at + 1, other);
            }
        }
    }

    /** Reads one row. */
    @FunctionalInterface
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** PostgreSQL is away, or refused a statement. */
    public static final class DatabaseFailed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        DatabaseFailed(SQLException cause) {
            super("PostgreSQL failed with state " + cause.getSQLState(), cause);
        }
    }
}
