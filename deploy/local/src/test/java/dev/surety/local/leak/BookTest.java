package dev.surety.local.leak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BookTest {

    private static final Tally LEXICAL = new Tally("lexical", 1, 30, 1, 700, 300, 12, 300, 299, 900);
    private static final Book.Page FIRST = new Book.Page(1, 77, "", 20, 61_000, List.of(), List.of(LEXICAL));
    private static final Book.Page SECOND = new Book.Page(2, 78, "half-applied", 0, 5_000, List.of("blind"), List.of(LEXICAL));

    @TempDir
    Path folder;

    private static Book.Title title(long seed, String checks, String build) {
        return new Book.Title(Settings.of(Map.of("SEED", Long.toString(seed), "CHECKS", checks)), build, "abc", "a machine");
    }

    private Book stopped() throws IOException {
        var book = Book.open(folder, title(5, "9000", "b1"), true);
        book.add(FIRST);
        book.add(SECOND);
        return book;
    }

    @Test
    void aStoppedRunGoesOnWithItsSeedAfterTheWorldsThatAreDone() throws IOException {
        stopped();

        var again = Book.open(folder, title(6, "9000", "b1"), false);

        assertEquals(5, again.settings().seed());
        assertEquals(List.of(FIRST, SECOND), again.pages());
    }

    @Test
    void anotherBuildAnotherSizeAndAnotherWantedSeedBeginAnew() throws IOException {
        stopped();

        assertEquals(List.of(), Book.open(folder, title(5, "9000", "b2"), true).pages());
        assertEquals(List.of(), Book.open(folder, title(5, "9001", "b1"), false).pages());
        assertEquals(List.of(), Book.open(folder, title(6, "9000", "b1"), true).pages());
    }

    @Test
    void aWorldWhoseLineWasCutOffIsNotDone() throws IOException {
        var file = stopped().file();
        Files.writeString(file, Files.readString(file).stripTrailing().transform(text -> text.substring(0, text.length() - 9)));

        var again = Book.open(folder, title(5, "9000", "b1"), true);

        assertEquals(List.of(FIRST), again.pages());
    }

    @Test
    void aFinishedRunLeavesALogAndNothingToGoOnWith() throws IOException {
        var book = stopped();
        var log = folder.resolve("log/run.md");

        book.close(log, List.of("leaks: 0 checks: 2000 seed: 5"));

        var text = Files.readString(log);
        assertTrue(text.startsWith("# 2,000 checks of the leak gate\n"), text);
        assertTrue(text.contains("""
                world 1  seed 77  checks 1,000: 700 hidden, 300 visible; 12 either; shots 30, refused 1; controls 299 of 300; moves 20; 61 s
                  lexical 1,000
                """), text);
        assertTrue(text.endsWith("leaks: 0 checks: 2000 seed: 5\n```\n"), text);
        assertFalse(Files.exists(book.file()));
        assertEquals(List.of(), Book.open(folder, title(5, "9000", "b1"), true).pages());
    }
}
