package dev.surety.local.observability;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.contract.ContractFile;
import dev.surety.local.state.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The demo company's contract, and others that differ from it in one place. */
final class Contracts {

    static final Checkout CHECKOUT = Checkout.find();

    private Contracts() {}

    static ContractFile demo() {
        return ContractFile.read(CHECKOUT.contract());
    }

    static Path fileWith(Path folder, String was, String is) throws IOException {
        var text = Files.readString(CHECKOUT.contract());
        assertTrue(text.contains(was), "the demo contract no longer says " + was);
        return Files.writeString(folder.resolve("contract.yaml"), text.replace(was, is));
    }

    static ContractFile with(Path folder, String was, String is) throws IOException {
        return ContractFile.read(fileWith(folder, was, is));
    }
}
