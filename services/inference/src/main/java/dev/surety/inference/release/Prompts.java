package dev.surety.inference.release;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The prompts, as files in {@code prompts/}: part of the assistant's release. */
@ApplicationScoped
public class Prompts {

    /** For models that write. */
    public String write() {
        return read("prompts/write-v1.txt");
    }

    /** For models that pick sentences. */
    public String pick() {
        return read("prompts/pick-v1.txt");
    }

    private static String read(String resource) {
        try (var stream = Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException(resource + " is not in the jar");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
