package dev.surety.local.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A digest of everything that makes a process what it is, by content: a rebuild that changes nothing restarts nothing. */
final class Fingerprint {

    private Fingerprint() {}

    /** Reads every input once: about a second for all parts of the stack. */
    static String of(Launch launch) throws IOException {
        var digest = sha256();
        add(digest, System.getProperty("java.runtime.version"));
        launch.command().forEach(word -> add(digest, word));
        new TreeMap<>(launch.environment()).forEach((name, value) -> add(digest, name + "=" + value));
        for (Path input : launch.inputs()) {
            addTree(digest, input);
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 16);
    }

    private static void addTree(MessageDigest digest, Path input) throws IOException {
        if (!Files.exists(input)) {
            add(digest, "missing " + input);
            return;
        }
        try (Stream<Path> files = Files.walk(input)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                add(digest, input.relativize(file).toString());
                addContent(digest, file);
            }
        }
    }

    private static void addContent(MessageDigest digest, Path file) throws IOException {
        byte[] buffer = new byte[1 << 16];
        try (InputStream content = Files.newInputStream(file)) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        // Parts the values: "ab", "c" must differ from "a", "bc".
        digest.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
