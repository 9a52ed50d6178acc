package dev.surety.testing;

import dev.surety.contract.Contract;
import dev.surety.contract.ContractFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The demo company's contract, with an error budget that a few requests can turn, and with something to do when it is exhausted. */
public final class TouchyContract {

    private TouchyContract() {}

    public static Contract contract() {
        try {
            var file = Files.createTempFile("contract", ".yaml");
            try {
                return ContractFile.read(Files.writeString(file, text())).contract();
            } finally {
                Files.delete(file);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    public static String text() {
        try {
            var fromAService = Path.of("..", "..", "deploy", "contract.yaml");
            return Files.readString(Files.exists(fromAService) ? fromAService : Path.of("..", "deploy", "contract.yaml"))
                    .replace("leastRequests: 200", "leastRequests: 20")
                    .replace("    - { from: page, slice: generate,", "    - { from: exhausted, act: [shed-evaluation] }\n    - { from: page, slice: generate,");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
