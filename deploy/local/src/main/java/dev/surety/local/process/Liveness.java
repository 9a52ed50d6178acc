package dev.surety.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Whether a process that is not our child still does anything. */
final class Liveness {

    private static final Duration LOOK_EVERY = Duration.ofMillis(40);

    private Liveness() {}

    /** False too for a zombie: in a container whose first process reaps nobody, the dead keep their numbers. */
    static boolean isAlive(ProcessHandle process) {
        return process.isAlive() && !isZombie(process.pid());
    }

    /**
     * Waits, also when interrupted. (The JDK's own {@code onExit} looks after a foreign process only every other second.)
     *
     * @return whether the process ended in time
     */
    static boolean ended(ProcessHandle process, Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        boolean interrupted = false;
        while (isAlive(process) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return !isAlive(process);
    }

    private static boolean isZombie(long pid) {
        Path stat = Path.of("/proc/" + pid + "/stat");
        try {
            if (!Files.exists(stat)) {
                return false;
            }
            String line = Files.readString(stat);
            // The name before the state is in brackets and may hold anything, brackets too.
            return line.startsWith("Z", line.lastIndexOf(')') + 2);
        } catch (IOException endedMeanwhile) {
            return true;
        }
    }
}
