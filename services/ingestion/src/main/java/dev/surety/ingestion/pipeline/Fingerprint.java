package dev.surety.ingestion.pipeline;

import dev.surety.ingestion.event.DocumentEvent.Upserted;
import dev.surety.ingestion.parse.DocumentParser;
import dev.surety.ingestion.release.IndexRelease;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/** One value for all that a document's chunks are made of: when it is the same, so are the chunks. */
final class Fingerprint {

    private Fingerprint() {}

    /** @return 64 hexadecimal digits (SHA-256) */
    static String of(Upserted event, String content, IndexRelease release, int chunkTokens) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var head = String.join(
                    "\n",
                    Integer.toString(DocumentParser.VERSION),
                    Integer.toString(chunkTokens),
                    release.name(),
                    release.model().name(),
                    event.contentType().label(),
                    Objects.requireNonNullElse(event.title(), "").replace('\n', ' '),
                    "");
            digest.update(head.getBytes(StandardCharsets.UTF_8));
            digest.update(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
