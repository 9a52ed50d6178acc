package dev.surety.local.testing;

import dev.surety.local.server.PostgresDatabases;
import dev.surety.local.server.PostgresServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * A real PostgreSQL with a fresh schema, named by the init argument {@code schema}, that belongs to a role of the same name, as in the
 * stack. Sets {@code quarkus.datasource.jdbc.url}, {@code .reactive.url}, {@code .username} and {@code .password}.
 */
public final class RealPostgres implements QuarkusTestResourceLifecycleManager {

    private static final String DATABASE = "surety";

    private String schema = "test";

    @Override
    public void init(Map<String, String> arguments) {
        schema = arguments.getOrDefault("schema", schema);
    }

    @Override
    public Map<String, String> start() {
        PostgresDatabases databases = running();
        try {
            databases.recreateSchema(schema);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return RealServers.config(Map.of(
                "quarkus.datasource.jdbc.url", databases.jdbcUrl(DATABASE),
                "quarkus.datasource.reactive.url", databases.reactiveUrl(DATABASE),
                "quarkus.datasource.username", schema,
                "quarkus.datasource.password", RealServers.site().secrets().postgresPassword()));
    }

    @Override
    public void stop() {
        // Shared by all test classes; ends with the JVM.
    }

    static PostgresDatabases running() {
        var postgres = new PostgresServer(RealServers.site());
        if (!RealServers.runs("postgres")) {
            plantSeed();
        }
        RealServers.ensure(postgres, RealServers.site());
        return postgres.databases();
    }

    private static void plantSeed() {
        try {
            RealServers.seed().plant(RealServers.site());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
