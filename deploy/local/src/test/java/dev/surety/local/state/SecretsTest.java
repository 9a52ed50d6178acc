package dev.surety.local.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    Path folder;

    @Test
    void areMadeOnceAndDifferFromEachOther() throws IOException {
        var state = new StateFolder(folder);

        Secrets first = Secrets.of(state);
        Secrets second = Secrets.of(state);

        assertEquals(first.demoPassword(), second.demoPassword());
        assertEquals(first.clientSecret("other-app"), second.clientSecret("other-app"));
        assertNotEquals(first.demoPassword(), first.postgresPassword());
        assertTrue(first.demoPassword().length() >= 20);
    }

    @Test
    void missingOneIsAddedAndTheOthersStay() throws IOException {
        var state = new StateFolder(folder);
        Files.writeString(state.secrets(), "demo.password=kept\n");

        Secrets secrets = Secrets.of(state);

        assertEquals("kept", secrets.demoPassword());
        assertEquals(secrets.postgresPassword(), Secrets.of(state).postgresPassword());
    }

    @Test
    void onlyTheirOwnerMayReadThem() throws IOException {
        var state = new StateFolder(folder);

        Secrets.of(state);
        GrantKeys.of(state);

        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(state.secrets())));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(state.grantKeys())));
    }

    @Test
    void areNotPrintedByAccident() throws IOException {
        Secrets secrets = Secrets.of(new StateFolder(folder));

        assertFalse(secrets.toString().contains(secrets.demoPassword()));
    }
}
