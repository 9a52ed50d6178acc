package dev.surety.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever somebody does to a contract, it is read or rejected: anything else would end the thread that watches the file. */
class MangledContractTest {

    private static final String GOOD = ContractText.thatAddsUp().text();
    private static final List<String> FOREIGN = List.of(
            "[", "]", "{", "}", ":", "-", ",", "\"", "'", "#", "&a", "*a", "!x", "|", ">", "%", "@", "`", "?", "~", "null", "0", "-1", "99999999999", "1e9", "0%", "100%",
            "\n", "  ", "\t", "\u0000", "\uFEFF", "\uD83D\uDE00", "<<", "---\n", "...\n", "true", "0x", "9999999999", "sources-only", "large");

    private static Path file;

    @BeforeContainer
    static void aFile() throws IOException {
        file = Files.createTempFile("mangled", ".yaml");
    }

    @AfterContainer
    static void gone() throws IOException {
        Files.delete(file);
    }

    @Property(tries = 300)
    void foreignTextSomewhereIsReadOrRejected(@ForAll long seed) throws IOException {
        var random = new Random(seed);
        var text = new StringBuilder(GOOD);
        for (var times = 1 + random.nextInt(4); times > 0; times--) {
            var from = random.nextInt(text.length());
            text.replace(from, Math.min(text.length(), from + random.nextInt(6)), FOREIGN.get(random.nextInt(FOREIGN.size())));
        }

        readOrRejected(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 300)
    void valuesThatChangedPlacesAreReadOrRejected(@ForAll long seed) throws IOException {
        var random = new Random(seed);
        var values = new ArrayList<>(List.of(GOOD.split("(?<=[:,\\[{]) |(?=[,\\]}\\n])")));
        for (var times = 1 + random.nextInt(6); times > 0; times--) {
            Collections.swap(values, random.nextInt(values.size()), random.nextInt(values.size()));
        }

        readOrRejected(String.join(" ", values).getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 300)
    void anyBytesAreReadOrRejected(@ForAll long seed) throws IOException {
        var random = new Random(seed);
        var bytes = GOOD.getBytes(StandardCharsets.UTF_8);
        for (var times = 1 + random.nextInt(3); times > 0; times--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }

        readOrRejected(bytes);
    }

    private static void readOrRejected(byte[] bytes) throws IOException {
        Files.write(file, bytes);
        try {
            ContractFile.read(file);
        } catch (RejectedContract rejected) {
            rejected.getMessage().lines().forEach(line -> assertTrue(line.startsWith(file + ":"), line));
        }
    }
}
