package dev.surety.inference.release;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Names what writes the answers: the version of the code and of the prompts. */
@ApplicationScoped
public class AssistantRelease {

    private static final int DIGITS = 8;

    private final String name;

    AssistantRelease(@ConfigProperty(name = "quarkus.application.version") String version, Prompts prompts) {
        this.name = version + "+" + hash(prompts.write() + prompts.pick());
    }

    /** Version of the code, a plus sign, and eight digits of the prompts' hash. */
    public String name() {
        return name;
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)))
                    .substring(0, DIGITS);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
