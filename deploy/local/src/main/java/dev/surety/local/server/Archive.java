package dev.surety.local.server;

import dev.surety.local.process.PartFailure;
import dev.surety.local.state.Trees;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Unpacks a server once, also when several test runs want it at the same moment. */
final class Archive {

    /** What else has to be done in the fresh folder before anybody may use it. */
    @FunctionalInterface
    interface Finish {
        void in(Path folder) throws IOException, InterruptedException;
    }

    @FunctionalInterface
    private interface Unpacking {
        void into(Path folder) throws IOException;
    }

    private Archive() {}

    /** The one archive whose name starts so. @throws PartFailure when it was never fetched */
    static Path find(String part, Path folder, String prefix) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                var newest = files.filter(file -> file.getFileName().toString().startsWith(prefix))
                        .max(Comparator.comparingLong(file -> file.toFile().lastModified()));
                if (newest.isPresent()) {
                    return newest.get();
                }
            }
        }
        throw new PartFailure(part, folder.resolve(prefix + "*") + " is missing: run `make build`");
    }

    /** A zip with one folder in it, such as Keycloak's; that folder becomes {@code target}. */
    static void unzipOnce(Path zip, Path target, Finish finish) throws IOException, InterruptedException {
        once(target, folder -> {
            try (var entries = new ZipArchiveInputStream(new BufferedInputStream(Files.newInputStream(zip)))) {
                unpack(entries, folder, 1);
            }
        }, finish);
    }

    /** A jar that holds one {@code .txz}, such as PostgreSQL's. */
    static void untarOnce(Path jar, Path target) throws IOException, InterruptedException {
        once(target, folder -> {
            try (var outer = new ZipArchiveInputStream(new BufferedInputStream(Files.newInputStream(jar)))) {
                var entry = outer.getNextEntry();
                while (entry != null && !entry.getName().endsWith(".txz")) {
                    entry = outer.getNextEntry();
                }
                unpack(new TarArchiveInputStream(new XZCompressorInputStream(outer)), folder, 0);
            }
        }, folder -> { });
    }

    private static void once(Path target, Unpacking unpacking, Finish finish) throws IOException, InterruptedException {
        if (Files.isDirectory(target)) {
            return;
        }
        Files.createDirectories(target.getParent());
        Path lockFile = target.resolveSibling(target.getFileName() + ".lock");
        try (var channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE); var _ = channel.lock()) {
            if (Files.isDirectory(target)) {
                return;
            }
            // A folder under its final name is complete; what an interrupted run left has another name.
            Path half = target.resolveSibling(target.getFileName() + ".half");
            Trees.delete(half);
            Files.createDirectories(half);
            unpacking.into(half);
            finish.in(half);
            Files.move(half, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static void unpack(ArchiveInputStream<? extends ArchiveEntry> entries, Path folder, int strip) throws IOException {
        for (ArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
            Path name = Path.of(entry.getName()).normalize();
            if (name.isAbsolute() || name.startsWith("..")) {
                throw new IOException("archive entry leaves its folder: " + entry.getName());
            }
            if (name.getNameCount() > strip) {
                write(entry, entries, folder.resolve(name.subpath(strip, name.getNameCount())));
            }
        }
    }

    private static void write(ArchiveEntry entry, InputStream content, Path file) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry instanceof TarArchiveEntry tar && tar.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(tar.getLinkName()));
            return;
        }
        Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
        if (entry instanceof TarArchiveEntry tar && (tar.getMode() & 0100) != 0) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
