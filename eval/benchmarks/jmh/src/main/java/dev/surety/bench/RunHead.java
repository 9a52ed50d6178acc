package dev.surety.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** When, where and of what something was measured. */
final class RunHead {

    private static final long MEGABYTE = 1024L * 1024;

    private RunHead() {}

    /** @param command that measures it */
    static Map<String, String> of(String command) throws IOException {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        var head = new LinkedHashMap<String, String>();
        head.put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        head.put("commit", System.getenv().getOrDefault("SURETY_COMMIT", "unknown"));
        head.put("command", command);
        head.put("machine", "%s, %d cores, %d MB, %s %s, %s, JDK %s %s".formatted(
                processor(),
                system.getAvailableProcessors(),
                system.getTotalMemorySize() / MEGABYTE,
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch"),
                System.getProperty("java.vendor"),
                System.getProperty("java.runtime.version")));
        head.put("loadAtStart", "%.2f".formatted(system.getSystemLoadAverage()));
        return head;
    }

    private static String processor() throws IOException {
        var info = Path.of("/proc/cpuinfo");
        if (!Files.exists(info)) {
            return "unknown processor";
        }
        try (var lines = Files.lines(info)) {
            return lines.filter(line -> line.startsWith("model name")).map(line -> line.replaceFirst(".*: ", "")).findFirst().orElse("unknown processor");
        }
    }
}
