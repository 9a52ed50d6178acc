package dev.surety.local.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolTest {

    @TempDir
    Path folder;

    @Test
    void whatAToolStartedEndsWithItWhenWeAreInterrupted() throws Exception {
        Path noted = folder.resolve("child");
        var failure = new CompletableFuture<Exception>();
        Thread start = Thread.ofPlatform().start(() -> {
            try {
                new Tool("postgres", folder.resolve("log")).run(
                        List.of("sh", "-c", "sleep 600 & echo $! > child.half; mv child.half child; wait"), Map.of(), folder);
            } catch (Exception ended) {
                failure.complete(ended);
            }
        });
        while (!Files.exists(noted)) {
            Thread.sleep(10);
        }

        start.interrupt();

        assertTrue(failure.get(10, TimeUnit.SECONDS) instanceof InterruptedException);
        long child = Long.parseLong(Files.readString(noted).strip());
        assertFalse(ProcessHandle.of(child).filter(Liveness::isAlive).isPresent());
    }

    @Test
    void failedToolIsNamedWithItsPartItsLastWordsAndItsLog() {
        var failure = assertThrows(PartFailure.class, () -> new Tool("postgres", folder.resolve("log"))
                .run(List.of("sh", "-c", "echo no room; exit 3"), Map.of(), folder));

        assertEquals("postgres: sh ended with 3: no room; log: " + folder.resolve("log"), failure.getMessage());
    }
}
