package dev.surety.inference.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.inference.budget.ReplicaProcess.Task;
import dev.surety.inference.budget.ReplicaProcess.Way;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process with a real lease, killed in the middle of its work. */
class KilledReplicaTest {

    private static final String AMOUNT = "0.0001";
    private static final int ROOM = 100_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void whatAKilledProcessDidNotCommitIsSpentByTheOthersAndNeverMore(@TempDir Path folder) throws Exception {
        try (var database = new BudgetDatabase()) {
            var counter = folder.resolve("counter");
            var process = ReplicaProcess.start(database, new Task(Way.LEASE, "10", AMOUNT, 2, 2_000, 0, 600_000, counter.toString()));
            var until = System.nanoTime() + PATIENCE.toNanos();
            while (ReplicaProcess.granted(List.of(counter)) < 3_000 && System.nanoTime() < until) {
                Thread.onSpinWait();
            }

            process.destroyForcibly().waitFor();
            var killedGot = ReplicaProcess.granted(List.of(counter));
            var other = new Replica(database.source(), ReplicaProcess.LEASE, Replica.budget(ReplicaProcess.BUDGET, "10"));
            var otherGot = other.spendAll(AMOUNT);
            database.passes(ReplicaProcess.LEASE);
            other.passes(Duration.ofSeconds(1));
            other.leases.beat();
            otherGot += other.spendAll(AMOUNT);

            assertTrue(killedGot >= 3_000, "granted " + killedGot);
            // One step is a hundredth of the budget; it is raised when half of it is used.
            assertTrue(killedGot + otherGot >= ROOM - ROOM / 100 - 2, killedGot + " and " + otherGot);
            assertTrue(killedGot + otherGot <= ROOM, killedGot + " and " + otherGot);
            assertEquals(10, database.number("SELECT sum(committed) FROM budget_lease").intValueExact());
        }
    }
}
