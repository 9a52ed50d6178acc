package dev.surety.local.server;

import dev.surety.local.process.PartFailure;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Command lines for the JDK we run on. */
public final class Java {

    private Java() {}

    /** {@code java -Xmx...} with the options that all our small processes share, followed by the given words. */
    public static List<String> command(int heapMegabytes, List<String> words) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heapMegabytes + "m");
        // A dozen JVMs on one laptop: the serial collector has no threads and tables of its own to pay for.
        command.add("-XX:+UseSerialGC");
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("-Dfile.encoding=UTF-8");
        command.addAll(words);
        return command;
    }

    /** @throws PartFailure when one of the folders was never built */
    static String classPath(String part, List<Path> entries) {
        for (Path entry : entries) {
            if (!Files.isDirectory(entry)) {
                throw new PartFailure(part, entry + " is missing: run `make build`");
            }
        }
        return entries.stream().flatMap(Java::expand).collect(Collectors.joining(File.pathSeparator));
    }

    private static Stream<String> expand(Path folder) {
        return folder.endsWith("classes") ? Stream.of(folder.toString()) : Stream.of(folder.resolve("*").toString());
    }
}
