package dev.surety.local.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The last words of a log. */
public final class LogTail {

    private static final int READ_BYTES = 64 * 1024;
    private static final int LONGEST = 300;
    private static final Pattern TROUBLE = Pattern.compile(
            "\\b(ERROR|FATAL|PANIC|SEVERE|Caused by|Exception|OutOfMemoryError|Address already in use|No space left)\\b");
    private static final Pattern STACK_LINE = Pattern.compile("^\\s+(at |\\.\\.\\. \\d+ more).*");

    private LogTail() {}

    /** The last line that speaks of an error, or else the last line that says anything; at most 300 characters. */
    static String lastWords(Path log) {
        List<String> lines = lines(log).stream().filter(line -> !STACK_LINE.matcher(line).matches() && !line.isBlank()).toList();
        String words = lines.reversed().stream()
                .filter(line -> TROUBLE.matcher(line).find())
                .findFirst()
                .orElse(lines.isEmpty() ? "it wrote nothing" : lines.getLast())
                .strip();
        return words.length() <= LONGEST ? words : words.substring(0, LONGEST) + "…";
    }

    /** The lines of the last 64 KiB. */
    public static List<String> lines(Path log) {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(0, file.length() - READ_BYTES);
            byte[] bytes = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8).lines().skip(from > 0 ? 1 : 0).toList();
        } catch (IOException unreadable) {
            // A missing log is no reason to hide what happened to the part.
            return List.of();
        }
    }
}
