package dev.surety.evaluation.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorpusTest {

    @TempDir
    Path folder;
    private Corpus corpus;

    @BeforeEach
    void twoPages() throws IOException {
        Files.createDirectories(folder.resolve("pages/people"));
        Files.writeString(folder.resolve("pages/people/leave.md"), """
                Everybody has **28 days** of [annual leave](other.md) a year.
                - Ask your manager.
                """);
        Files.writeString(folder.resolve("pages/people/start.html"), "<h1>First week</h1><p>Badge at <b>9&nbsp;am</b></p>");
        Files.writeString(folder.resolve("secret.md"), "Outside of the corpus.");
        corpus = new Corpus(folder.resolve("pages"));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
            corpus://k/people/leave.md    => 28 days of annual leave    => STANDS
            corpus://k/people/leave.md    => EVERYBODY has 28 days      => STANDS
            file:///srv/people/leave.md   => Ask your manager           => STANDS
            corpus://k/people/start.html  => Badge at 9 am              => STANDS
            corpus://k/people/leave.md    => 8 days of annual leave     => MISSING
            corpus://k/people/leave.md    => 28 days of annual leaves   => MISSING
            corpus://k/people/leave.md    => h1                         => MISSING
            corpus://k/people/leave.md    => ...                        => MISSING
            corpus://k/people/other.md    => 28 days                    => UNKNOWN_DOCUMENT
            corpus://k/../secret.md       => Outside of the corpus      => UNKNOWN_DOCUMENT
            """)
    void quoteIsHeldAgainstTheDocumentWordForWord(String uri, String quote, Corpus.Hold hold) {
        assertEquals(hold, corpus.hold(uri, quote));
    }

    @Test
    void documentIsReadOnce() throws IOException {
        corpus.hold("corpus://k/people/leave.md", "28 days");
        Files.delete(folder.resolve("pages/people/leave.md"));

        assertEquals(Corpus.Hold.STANDS, corpus.hold("corpus://k/people/leave.md", "28 days"));
    }
}
