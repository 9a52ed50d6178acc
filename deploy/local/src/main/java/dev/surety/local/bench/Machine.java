package dev.surety.local.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Where something was measured.
 *
 * @param cores         that Java sees
 * @param memoryMb      physical memory
 * @param cpu           model, as the system names it
 * @param os            name, version, architecture
 * @param jdk           vendor and version
 * @param loadAtStart   the system's load average of the last minute when the benchmark began; -1 when it doesn't tell. Figures taken on a busy
 *                      machine can't be compared
 */
public record Machine(int cores, long memoryMb, String cpu, String os, String jdk, double loadAtStart) {

    private static final long MEGABYTE = 1024L * 1024L;
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    /** This one, now. */
    public static Machine here() {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                system.getTotalMemorySize() / MEGABYTE,
                cpuModel(),
                "%s %s, %s".formatted(System.getProperty("os.name"), System.getProperty("os.version"), System.getProperty("os.arch")),
                "%s %s".formatted(System.getProperty("java.vendor"), System.getProperty("java.runtime.version")),
                Figure.rounded(system.getSystemLoadAverage()));
    }

    /** In one line, for a page. */
    public String line() {
        return String.format(Locale.ROOT, "%s, %d cores, %d MB, %s, JDK %s, load %.2f at the start", cpu, cores, memoryMb, os, jdk, loadAtStart);
    }

    private static String cpuModel() {
        try (var lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException notLinux) {
            return "unknown";
        }
    }
}
