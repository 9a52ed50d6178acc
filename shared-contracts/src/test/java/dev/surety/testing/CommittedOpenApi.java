package dev.surety.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The OpenAPI document of a service as it is committed in {@code src/main/openapi/openapi.yaml}, so that a change of its API shows in the diff.
 *
 * <pre>
 * &#64;TestHTTPResource("q/openapi")
 * URI running;
 *
 * &#64;Test
 * void theApiIsTheCommittedOne() {
 *     CommittedOpenApi.assertSame(running);
 * }
 * </pre>
 */
public final class CommittedOpenApi {

    private static final Path COMMITTED = Path.of("src", "main", "openapi", "openapi.yaml");
    private static final Path RUNNING = Path.of("target", "openapi.yaml");
    private static final YAMLMapper YAML = new YAMLMapper();

    private CommittedOpenApi() {}

    /**
     * Compares content, not layout. What the service said lies in {@code target/openapi.yaml} afterwards.
     *
     * @param running address of the document that the running service makes
     */
    public static void assertSame(URI running) {
        try (var document = running.toURL().openStream()) {
            Files.write(RUNNING, document.readAllBytes());
            assertEquals(
                    read(COMMITTED),
                    read(RUNNING),
                    "the API is not the committed one; if that is intended: cp " + RUNNING + " " + COMMITTED + " (in the module's folder)");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static JsonNode read(Path document) throws IOException {
        return Files.exists(document) ? YAML.readTree(document.toFile()) : YAML.missingNode();
    }
}
