package dev.surety.evaluation.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.evaluation.probe.Lead.Turn;
import dev.surety.local.testing.RealPostgres;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Who probes, on a real PostgreSQL. */
class LeadTest {

    private static PGSimpleDataSource postgres;

    private final Lead one = new Lead(postgres);
    private final Lead other = new Lead(postgres);

    @BeforeAll
    static void start() {
        var server = new RealPostgres();
        server.init(Map.of("schema", "probe"));
        var config = server.start();
        postgres = new PGSimpleDataSource();
        postgres.setUrl(config.get("quarkus.datasource.jdbc.url"));
        postgres.setUser(config.get("quarkus.datasource.username"));
        postgres.setPassword(config.get("quarkus.datasource.password"));
    }

    @AfterEach
    void giveBack() {
        one.close();
        other.close();
    }

    @Test
    void oneReplicaProbesAndTheNextTakesOverWhenItEnds() throws SQLException {
        var before = List.of(one.turn(), other.turn(), one.turn());
        one.close();
        var after = List.of(other.turn(), one.turn());

        assertEquals(List.of(Turn.NEW, Turn.OTHERS, Turn.OWN), before);
        assertEquals(List.of(Turn.NEW, Turn.OTHERS), after);
    }

    @Test
    void whoseSessionEndedHasNoTurnAnyMore() throws SQLException {
        one.turn();

        try (var session = postgres.getConnection(); var end = session.createStatement()) {
            end.execute("""
                    SELECT pg_terminate_backend(pid) FROM pg_locks
                     WHERE locktype = 'advisory'
                       AND ((classid::bigint << 32) | objid::bigint) = hashtextextended('surety.revocation.probe.' || current_schema(), 0)""");
        }
        var turns = List.of(other.turn(), one.turn());

        assertEquals(List.of(Turn.NEW, Turn.OTHERS), turns);
    }
}
