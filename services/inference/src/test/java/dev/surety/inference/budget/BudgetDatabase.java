package dev.surety.inference.budget;

import dev.surety.local.testing.RealPostgres;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** A real PostgreSQL with inference's tables, whose clock the test sets, and which can be away. */
final class BudgetDatabase implements AutoCloseable {

    private static final String SCHEMA = "budgets";
    private static final int CONNECTIONS = 8;

    private final Map<String, String> config;
    private final AgroalDataSource pool;
    private final AtomicInteger connections = new AtomicInteger();
    private volatile boolean away;

    BudgetDatabase() throws SQLException {
        var postgres = new RealPostgres();
        postgres.init(Map.of("schema", SCHEMA));
        config = postgres.start();
        pool = pool(url(), user(), password(), CONNECTIONS);
        Flyway.configure().dataSource(pool).defaultSchema(SCHEMA).load().migrate();
        execute("CREATE TABLE test_clock AS SELECT interval '0' AS ahead");
        execute("CREATE OR REPLACE FUNCTION budget_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS 'SELECT clock_timestamp() + ahead FROM test_clock'");
    }

    static AgroalDataSource pool(String url, String user, String password, int connections) throws SQLException {
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier().connectionPoolConfiguration(pool -> pool
                .maxSize(connections)
                .acquisitionTimeout(Duration.ofSeconds(5))
                // As Quarkus does: a connection that broke is not given to the next.
                .exceptionSorter(new PostgreSQLExceptionSorter())
                .connectionFactoryConfiguration(connection ->
                        connection.jdbcUrl(url).principal(new NamePrincipal(user)).credential(new SimplePassword(password)))));
    }

    String url() {
        return config.get("quarkus.datasource.jdbc.url");
    }

    String user() {
        return config.get("quarkus.datasource.username");
    }

    String password() {
        return config.get("quarkus.datasource.password");
    }

    /** A data source that counts its connections, and gives none while the database is away. */
    DataSource source() {
        return new Guarded(this);
    }

    Connection connection() throws SQLException {
        if (away) {
            throw new SQLException("the database is away");
        }
        connections.incrementAndGet();
        return pool.getConnection();
    }

    int connections() {
        return connections.get();
    }

    void goAway(boolean now) {
        away = now;
    }

    void passes(Duration time) throws SQLException {
        execute("UPDATE test_clock SET ahead = ahead + interval '" + time.toMillis() + " milliseconds'");
    }

    /** Sets the clock so that this much of the day is left. */
    void untilMidnight(Duration left) throws SQLException {
        execute("UPDATE test_clock SET ahead = ((clock_timestamp() AT TIME ZONE 'UTC')::date + 1)::timestamp AT TIME ZONE 'UTC' - clock_timestamp()"
                + " - interval '" + left.toMillis() + " milliseconds'");
    }

    void clear() throws SQLException {
        away = false;
        execute("TRUNCATE budget_day, budget_lease, budget_share, outbox");
        execute("UPDATE test_clock SET ahead = '0'");
    }

    BigDecimal number(String query) throws SQLException {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getBigDecimal(1).stripTrailingZeros();
        }
    }

    void execute(String sql) throws SQLException {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
