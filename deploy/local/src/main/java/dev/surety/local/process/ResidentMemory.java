package dev.surety.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Physical memory in use by a part. */
public final class ResidentMemory {

    private ResidentMemory() {}

    /**
     * Bytes of the process and its children; pages that children share count for each of them. 0 when the system doesn't tell.
     */
    public static long of(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants()).mapToLong(ResidentMemory::ofOne).sum();
    }

    private static long ofOne(ProcessHandle process) {
        Path status = Path.of("/proc/" + process.pid() + "/status");
        try {
            return Files.exists(status) ? fromProc(status) : fromPs(process.pid());
        } catch (IOException endedMeanwhile) {
            return 0;
        }
    }

    private static long fromProc(Path status) throws IOException {
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .sum();
        }
    }

    private static long fromPs(long pid) throws IOException {
        Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).redirectErrorStream(true).start();
        try (var output = ps.inputReader()) {
            String line = output.readLine();
            return line != null && line.strip().matches("\\d+") ? Long.parseLong(line.strip()) * 1024 : 0;
        }
    }
}
