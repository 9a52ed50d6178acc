package dev.surety.evaluation.slo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.contract.BurnState;
import dev.surety.contract.ContractFile;
import dev.surety.evaluation.testing.SettableClock;
import dev.surety.local.testing.RealPostgres;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A full ledger: ten objectives, two replicas, windows of ten seconds, thirty days. How long a look at it takes is in the log, for {@code docs/decisions/0011}.
 */
class FullLedgerTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:17:30Z");
    private static final int LOOKS = 20;
    private static final String FILL = """
            INSERT INTO slo_seen SELECT '/surety/' || r, r || '/' || o || '/' || t, t
              FROM generate_series(%1$s - interval '4 days', %1$s, interval '10 seconds') t, generate_series(1, 10) o, generate_series(1, 2) r;
            INSERT INTO slo_count SELECT (ARRAY['answer','admit','authorize','retrieve','rerank','generate','settle','ingest','record','revoke'])[o], t, 100, 0, 0, 0
              FROM generate_series(%1$s - interval '4 days', %1$s, interval '10 seconds') t, generate_series(1, 10) o;
            INSERT INTO slo_hour SELECT (ARRAY['answer','admit','authorize','retrieve','rerank','generate','settle','ingest','record','revoke'])[o], t, 36000, 0, 0, 0
              FROM generate_series(date_trunc('hour', %1$s) - interval '31 days', %1$s, interval '1 hour') t, generate_series(1, 10) o;
            ANALYZE slo_seen, slo_count, slo_hour;
            """.formatted("timestamptz '" + NOW + "'");

    @Test
    void aLookCountsTheWholeWindowOfEachObjective() throws SQLException {
        var config = new SmallRyeConfigBuilder().withMapping(LedgerConfig.class).addDiscoveredConverters().build().getConfigMapping(LedgerConfig.class);
        var contract = ContractFile.read(Path.of("../../deploy/contract.yaml")).contract();
        var database = new LedgerDatabase(full());
        var clock = new SettableClock(NOW);

        try (var rounds = new Rounds(database, config, clock)) {
            var seen = rounds.look(contract).orElseThrow();
            var looks = IntStream.range(0, LOOKS).mapToLong(look -> nanos(() -> rounds.look(contract))).sorted().toArray();

            System.out.printf("look at a full ledger: p50 %.1f ms, longest %.1f ms%n", looks[LOOKS / 2] / 1e6, looks[LOOKS - 1] / 1e6);
            assertEquals(10, seen.size());
            seen.forEach(one -> assertEquals(BurnState.STEADY, one.status().state()));
        }
    }

    private interface Work {
        void run() throws SQLException;
    }

    private static long nanos(Work work) {
        var start = System.nanoTime();
        try {
            work.run();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        return System.nanoTime() - start;
    }

    private static PGSimpleDataSource full() throws SQLException {
        var server = new RealPostgres();
        server.init(Map.of("schema", "ledgercost"));
        var config = server.start();
        var postgres = new PGSimpleDataSource();
        postgres.setUrl(config.get("quarkus.datasource.jdbc.url"));
        postgres.setUser(config.get("quarkus.datasource.username"));
        postgres.setPassword(config.get("quarkus.datasource.password"));
        Flyway.configure().dataSource(postgres).load().migrate();
        try (var connection = postgres.getConnection(); var statement = connection.createStatement()) {
            statement.execute(FILL);
        }
        return postgres;
    }
}
