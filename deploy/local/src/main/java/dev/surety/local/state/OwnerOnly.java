package dev.surety.local.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes files that only their owner may read. */
final class OwnerOnly {

    private OwnerOnly() {}

    /** Replaces the file in one step, so that a reader or an interrupted start never sees half of it. */
    static void write(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        // Temporary files are made with owner-only permissions wherever the file system knows them.
        Path next = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new");
        Files.writeString(next, content);
        if (Files.getFileStore(next).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rw-------"));
        }
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
