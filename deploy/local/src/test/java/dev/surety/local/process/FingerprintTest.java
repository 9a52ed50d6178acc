package dev.surety.local.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {

    @TempDir
    Path folder;
    private String before;

    @BeforeEach
    void anApplication() throws IOException {
        Files.writeString(folder.resolve("app.jar"), "one");
        before = Fingerprint.of(launch("8080"));
    }

    @Test
    void rebuildWithTheSameContentIsNoChange() throws IOException {
        Files.setLastModifiedTime(folder.resolve("app.jar"), FileTime.fromMillis(0));

        assertEquals(before, Fingerprint.of(launch("8080")));
    }

    @Test
    void otherContentIsAChange() throws IOException {
        Files.writeString(folder.resolve("app.jar"), "two");

        assertNotEquals(before, Fingerprint.of(launch("8080")));
    }

    @Test
    void furtherFileIsAChange() throws IOException {
        Files.writeString(folder.resolve("library.jar"), "");

        assertNotEquals(before, Fingerprint.of(launch("8080")));
    }

    @Test
    void otherSettingIsAChange() throws IOException {
        assertNotEquals(before, Fingerprint.of(launch("8081")));
    }

    private Launch launch(String port) {
        return Launch.of(List.of("java", "-jar", "app.jar"), Map.of("PORT", port), folder, List.of(folder));
    }
}
