package dev.surety.local.leak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The worlds of a run that are done, a line each, kept in a file from world to world: a run that was stopped goes on with the next one. In the end the file makes
 * way for a log.
 */
final class Book {

    private static final JsonMapper JSON = JsonMapper.builder().addModule(new JavaTimeModule()).build();
    private static final String BEGINNING = "unfinished-";

    private final Path file;
    private final Title title;
    private final List<Page> pages;

    private Book(Path file, Title title, List<Page> pages) {
        this.file = file;
        this.title = title;
        this.pages = new ArrayList<>(pages);
    }

    /**
     * What a run is of.
     *
     * @param settings of the run
     * @param build    what the services are made of: worlds of another build prove nothing about this one
     * @param commit   of the checkout
     * @param machine  that it ran on, in words
     */
    record Title(Settings settings, String build, String commit, String machine) {

        private boolean isOf(Title other, boolean sameSeed) {
            return build.equals(other.build) && settings.seeded(0).equals(other.settings.seeded(0)) && (!sameSeed || settings.seed() == other.settings.seed());
        }
    }

    /**
     * A world that is done.
     *
     * @param number  of the world, from 1
     * @param seed    that it was drawn with
     * @param fault   that was planted; empty in a calm world
     * @param moves   changes while others aimed
     * @param ms      that it took, with setting it up
     * @param defects why it proves nothing
     * @param tallies by way
     */
    record Page(int number, long seed, String fault, int moves, long ms, List<String> defects, List<Tally> tallies) {

        Page {
            defects = List.copyOf(defects);
            tallies = List.copyOf(tallies);
        }

        /** Two lines. */
        String text() {
            var ways = tallies.stream().map(tally -> String.format(Locale.ROOT, "%s %,d", tally.way(), tally.checks())).collect(Collectors.joining("  "));
            return String.format(Locale.ROOT,
                    "world %d  seed %d%s  checks %,d: %,d hidden, %,d visible; %,d either; shots %,d, refused %,d; controls %,d of %,d; moves %,d; %d s%n  %s",
                    number, seed, fault.isEmpty() ? "" : "  fault " + fault, Score.sum(tallies, Tally::checks), Score.sum(tallies, Tally::hidden),
                    Score.sum(tallies, Tally::visible), Score.sum(tallies, Tally::either), Score.sum(tallies, Tally::shots), Score.sum(tallies, Tally::refused),
                    Score.sum(tallies, Tally::found), Score.sum(tallies, Tally::expected), moves, ms / 1_000, ways);
        }
    }

    /**
     * The book of a run that was stopped, or a new one.
     *
     * @param folder   of unfinished books
     * @param sameSeed whether only one with the same seed will do; otherwise the unfinished one's seed is taken
     */
    static Book open(Path folder, Title wanted, boolean sameSeed) throws IOException {
        Files.createDirectories(folder);
        try (var files = Files.list(folder)) {
            for (var file : files.filter(one -> one.getFileName().toString().startsWith(BEGINNING) && one.toString().endsWith(".jsonl")).sorted(Comparator.reverseOrder()).toList()) {
                var found = read(file).filter(book -> book.title.isOf(wanted, sameSeed));
                if (found.isPresent()) {
                    return found.get();
                }
            }
        }
        return new Book(folder.resolve(BEGINNING + wanted.settings().seed() + ".jsonl"), wanted, List.of());
    }

    /** Empty when another version wrote it. A line that was cut off is a world that was not done. */
    private static Optional<Book> read(Path file) throws IOException {
        var lines = Files.readAllLines(file);
        var pages = new ArrayList<Page>();
        for (var line : lines.stream().skip(1).toList()) {
            var page = as(Page.class, line);
            if (page.isEmpty()) {
                break;
            }
            pages.add(page.get());
        }
        return lines.stream().findFirst().flatMap(line -> as(Title.class, line)).map(title -> new Book(file, title, pages));
    }

    private static <T> Optional<T> as(Class<T> type, String line) {
        try {
            return Optional.of(JSON.readValue(line, type));
        } catch (JsonProcessingException unreadable) {
            return Optional.empty();
        }
    }

    Path file() {
        return file;
    }

    Settings settings() {
        return title.settings();
    }

    List<Page> pages() {
        return List.copyOf(pages);
    }

    void add(Page page) throws IOException {
        pages.add(page);
        var text = new StringBuilder(JSON.writeValueAsString(title)).append('\n');
        for (var each : pages) {
            text.append(JSON.writeValueAsString(each)).append('\n');
        }
        var next = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(next, text);
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Writes the log of the whole run, and has nothing to go on with any more.
     *
     * @param ending the last lines
     */
    void close(Path log, List<String> ending) throws IOException {
        var settings = title.settings();
        var text = new StringBuilder("""
                # %,d checks of the leak gate

                `make leak-test SEED=%d CHECKS=%d DOCUMENTS=%d CHECKS_PER_WORLD=%d AT_ONCE=%d` on commit %s, %s. Changes hold after %d s; the directory is %s.

                ```
                """.formatted(Score.sum(pages.stream().flatMap(page -> page.tallies().stream()).toList(), Tally::checks), settings.seed(), settings.checks(),
                settings.documents(), settings.perWorld(), settings.atOnce(), title.commit(), title.machine(), settings.bound().toSeconds(),
                settings.directory().name().toLowerCase(Locale.ROOT)));
        pages.forEach(page -> text.append(page.text()).append('\n'));
        text.append('\n');
        ending.forEach(line -> text.append(line).append('\n'));
        Files.createDirectories(log.toAbsolutePath().getParent());
        Files.writeString(log, text.append("```\n"));
        Files.deleteIfExists(file);
    }
}
