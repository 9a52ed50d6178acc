package dev.surety.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The text of a contract that adds up and uses every field, for tests to change. */
record ContractText(String text) {

    static ContractText thatAddsUp() {
        try (var in = ContractText.class.getResourceAsStream("/contracts/adds-up.yaml")) {
            return new ContractText(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** @param good what stands there, and must */
    ContractText with(String good, String bad) {
        assertTrue(text.contains(good), () -> good + " does not stand there");
        return new ContractText(text.replace(good, bad));
    }

    /** @param section at the top, which must stand there */
    ContractText without(String section) {
        var shorter = text.replaceFirst("(?m)^" + section + ":.*\\n(?:[ #].*\\n)*", "");
        assertTrue(shorter.length() < text.length(), () -> section + " does not stand there");
        return new ContractText(shorter);
    }

    Path in(Path folder) {
        try {
            return Files.writeString(folder.resolve("contract.yaml"), text);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** The number of the first line that holds a text. */
    int lineOf(String part) {
        var lines = text.lines().toList();
        for (var index = 0; index < lines.size(); index++) {
            if (lines.get(index).contains(part)) {
                return index + 1;
            }
        }
        throw new AssertionError(part + " stands in no line");
    }
}
