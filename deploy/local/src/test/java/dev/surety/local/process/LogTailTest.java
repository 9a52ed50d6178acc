package dev.surety.local.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {

    @TempDir
    Path folder;

    @Test
    void lastErrorCountsMoreThanTheLastLine() throws IOException {
        assertEquals("ERROR the disk is gone", lastWords("""
                INFO starting
                ERROR first
                ERROR the disk is gone
                \tat some.Class.method(Class.java:1)
                INFO bye
                """));
    }

    @Test
    void withoutAnErrorTheLastLineCounts() throws IOException {
        assertEquals("giving up", lastWords("starting\ngiving up\n\n"));
    }

    @Test
    void silenceIsCalledSo() throws IOException {
        assertEquals("it wrote nothing", lastWords(""));
        assertEquals("it wrote nothing", LogTail.lastWords(folder.resolve("missing.log")));
    }

    @Test
    void longLineIsCut() throws IOException {
        assertEquals("x".repeat(300) + "…", lastWords("x".repeat(400)));
    }

    private String lastWords(String log) throws IOException {
        return LogTail.lastWords(Files.writeString(folder.resolve("part.log"), log));
    }
}
