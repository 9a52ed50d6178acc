package dev.surety.local.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    private static final Report REPORT = new Report(
            "speed",
            new Report.Run(Instant.parse("2026-11-24T10:00:00Z"), "surety bench speed", "0123456789ab",
                    new Machine(2, 24_000, "A chip", "Linux 6.1, amd64", "Vendor 25", 0.25)),
            Map.of("p50Ms", 12.5),
            List.of("It was quiet."),
            List.of(new Table("Times", List.of("what", "p50"), List.of(List.of("a | b", "12.5 ms")))));

    @TempDir
    Path folder;

    @Test
    void pageSaysWhereItWasMeasuredBeforeWhat() throws IOException {
        REPORT.write(folder);

        assertEquals("""
                # speed

                Measured 2026-11-24T10:00:00Z at commit 0123456789ab with `surety bench speed`
                on A chip, 2 cores, 24000 MB, Linux 6.1, amd64, JDK Vendor 25, load 0.25 at the start.

                It was quiet.

                ## Times

                | what | p50 |
                | --- | ---: |
                | a \\| b | 12.5 ms |
                """, Files.readString(folder.resolve("speed.md")));
    }

    @Test
    void dataCarryDateMachineCommitAndCommand() throws IOException {
        REPORT.write(folder);

        assertEquals("""
                {
                  "benchmark" : "speed",
                  "at" : "2026-11-24T10:00:00Z",
                  "command" : "surety bench speed",
                  "commit" : "0123456789ab",
                  "machine" : {
                    "cores" : 2,
                    "memoryMb" : 24000,
                    "cpu" : "A chip",
                    "os" : "Linux 6.1, amd64",
                    "jdk" : "Vendor 25",
                    "loadAtStart" : 0.25
                  },
                  "results" : {
                    "p50Ms" : 12.5
                  }
                }
                """, Files.readString(folder.resolve("speed.json")));
    }

    @Test
    void rowOfAnotherLengthThanTheHeadIsRefused() {
        var failure = assertThrows(IllegalArgumentException.class, () -> new Table("T", List.of("a", "b"), List.of(List.of("1"))));

        assertEquals("a row of 'T' has 1 cells for 2 columns", failure.getMessage());
    }
}
