package dev.surety.local.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrantKeysTest {

    @TempDir
    Path folder;

    /** Often, because a number with a leading zero byte comes once in 256. */
    @RepeatedTest(300)
    void keyHasCoordinatesOfExactly32Bytes() throws IOException {
        JsonNode key = new ObjectMapper().readTree(GrantKeys.of(new StateFolder(folder)).toFile()).path("keys").path(0);

        assertEquals("EC P-256 ES256 sig", "%s %s %s %s".formatted(
                key.path("kty").asText(), key.path("crv").asText(), key.path("alg").asText(), key.path("use").asText()));
        for (String number : new String[] {"x", "y", "d"}) {
            assertEquals(32, Base64.getUrlDecoder().decode(key.path(number).asText()).length, number);
        }
    }

    @Test
    void keyIsMadeOnce() throws IOException {
        var state = new StateFolder(folder);

        String first = Files.readString(GrantKeys.of(state));
        String second = Files.readString(GrantKeys.of(state));

        assertEquals(first, second);
    }
}
