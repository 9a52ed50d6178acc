package dev.surety.local.state;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreesTest {

    @TempDir
    Path folder;

    @Test
    void linksAreDeletedAndWhatTheyLeadToStays() throws Exception {
        Path kept = Files.writeString(Files.createDirectory(folder.resolve("kept")).resolve("file"), "stays");
        Path tree = Files.createDirectories(folder.resolve("tree/deep")).getParent();
        Files.createSymbolicLink(tree.resolve("deep/link"), kept.getParent());

        Trees.delete(tree);
        Trees.delete(tree);

        assertFalse(Files.exists(tree));
        assertEquals("stays", Files.readString(kept));
    }

    @Test
    void folderThatAnEndingProgramStillWritesIntoIsDeleted() throws Exception {
        Path tree = Files.createDirectory(folder.resolve("tree"));
        var writing = new CountDownLatch(100);
        Thread ending = Thread.ofPlatform().start(() -> {
            for (int file = 0; file < 2_000; file++) {
                write(tree.resolve("file-" + file % 50));
                writing.countDown();
            }
        });
        writing.await();

        assertDoesNotThrow(() -> Trees.delete(tree));
        ending.join();

        assertFalse(Files.exists(tree));
    }

    private static void write(Path file) {
        try {
            Files.writeString(file, "last words");
        } catch (IOException folderGone) {
            // What an ending program meets, too.
        }
    }
}
