package dev.surety.identity.directory;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Statements on one connection. */
record Sql(Connection connection) {

    /** Reads one row. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    <T> List<T> query(String sql, Row<T> row, @Nullable Object... parameters) throws SQLException {
        try (var statement = prepared(sql, parameters);
                var result = statement.executeQuery()) {
            var rows = new ArrayList<T>();
            while (result.next()) {
                rows.add(row.read(result));
            }
            return rows;
        }
    }

    /** How many rows changed. */
    int update(String sql, @Nullable Object... parameters) throws SQLException {
        try (var statement = prepared(sql, parameters)) {
            return statement.executeUpdate();
        }
    }

    PreparedStatement prepared(String sql, @Nullable Object... parameters) throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (var at = 0; at < parameters.length; at++) {
            switch (parameters[at]) {
                case null -> statement.setObject(at + 1, null);
                case Instant instant -> statement.setObject(at + 1, instant.atOffset(ZoneOffset.UTC));
                case Collection<?> ids -> statement.setArray(at + 1, connection.createArrayOf("uuid", ids.toArray()));
                case Object other -> statement.setObject(at + 1, other);
            }
        }
        return statement;
    }

    static Person person(ResultSet row) throws SQLException {
        var clearance = row.getInt("clearance");
        var said = row.wasNull() ? null : (Integer) clearance;
        return new Person(
                id(row), row.getString("name"), row.getString("external_id"), row.getBoolean("active"), said, row.getString("more"),
                instant(row, "created_at"), instant(row, "changed_at"));
    }

    static Group group(ResultSet row) throws SQLException {
        return new Group(
                id(row), row.getString("name"), row.getString("external_id"), row.getString("more"), instant(row, "created_at"), instant(row, "changed_at"));
    }

    static UUID id(ResultSet row) throws SQLException {
        return row.getObject("id", UUID.class);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
