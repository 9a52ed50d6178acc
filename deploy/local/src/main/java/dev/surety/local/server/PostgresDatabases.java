package dev.surety.local.server;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.postgresql.Driver;

/** The databases of the stack: {@code keycloak}, and {@code surety} with one role and one schema a service. */
public final class PostgresDatabases {

    static final String SUPERUSER = "postgres";

    private static final List<String> SCHEMAS = List.of("identity", "ingestion", "inference", "evaluation");
    private static final int PATIENCE_SECONDS = 2;

    private final int port;
    private final String password;

    PostgresDatabases(int port, String password) {
        this.port = port;
        this.password = password;
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** As the reactive client wants it. */
    public String reactiveUrl(String database) {
        return "postgresql://127.0.0.1:" + port + "/" + database;
    }

    boolean reachable() {
        if (!Sockets.open("127.0.0.1:" + port)) {
            return false;
        }
        try (Connection connection = connect(SUPERUSER)) {
            return connection.isValid(PATIENCE_SECONDS);
        } catch (SQLException notYet) {
            return false;
        }
    }

    void create() throws IOException {
        try {
            try (Connection server = connect(SUPERUSER)) {
                createRole(server, "keycloak");
                createDatabase(server, "keycloak", "keycloak");
                createDatabase(server, "surety", SUPERUSER);
            }
            for (String schema : SCHEMAS) {
                createSchema(schema);
            }
        } catch (SQLException failure) {
            throw new IOException("databases could not be created: " + failure.getMessage(), failure);
        }
    }

    /** Gives an empty schema of this name to a role of this name, dropping what was there; for tests. */
    public void recreateSchema(String schema) throws IOException {
        try {
            try (Connection surety = connect("surety")) {
                execute(surety, "DROP SCHEMA IF EXISTS " + identifier(schema) + " CASCADE");
            }
            createSchema(schema);
        } catch (SQLException failure) {
            throw new IOException("schema " + schema + " could not be made: " + failure.getMessage(), failure);
        }
    }

    private void createSchema(String schema) throws SQLException {
        try (Connection surety = connect("surety")) {
            createRole(surety, schema);
            execute(surety, "CREATE SCHEMA IF NOT EXISTS %1$s AUTHORIZATION %1$s".formatted(identifier(schema)));
            execute(surety, "ALTER ROLE %1$s SET search_path = %1$s".formatted(identifier(schema)));
        }
    }

    private void createRole(Connection connection, String role) throws SQLException {
        if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", role)) {
            execute(connection, "CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(identifier(role), password.replace("'", "''")));
        }
    }

    private static void createDatabase(Connection connection, String database, String owner) throws SQLException {
        if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", database)) {
            execute(connection, "CREATE DATABASE %s OWNER %s".formatted(identifier(database), identifier(owner)));
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** Asks the driver itself: the driver manager sees only drivers of its own class loader, which in tests is another. */
    private Connection connect(String database) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", SUPERUSER);
        properties.setProperty("password", password);
        properties.setProperty("loginTimeout", Integer.toString(PATIENCE_SECONDS));
        Connection connection = new Driver().connect(jdbcUrl(database), properties);
        if (connection == null) {
            throw new SQLException("no connection to " + database);
        }
        return connection;
    }
}
