package dev.surety.event;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What all who write or read {@code surety.source-documents.v1} agree on. */
public final class DocumentEvents {

    public static final String UPSERTED = "dev.surety.document.upserted.v1";
    public static final String DELETED = "dev.surety.document.deleted.v1";
    public static final String ACCESS_CHANGED = "dev.surety.document.access-changed.v1";

    private static final int ID_BYTES = 16;

    private DocumentEvents() {}

    /**
     * The id of a document: opaque, so that it tells nothing of the URI, and the same for the same index and URI.
     *
     * @return {@code d-} and the first 32 hexadecimal digits of a SHA-256
     */
    public static String documentId(String index, String uri) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest((index + "\n" + uri).getBytes(StandardCharsets.UTF_8));
            return "d-" + HexFormat.of().formatHex(hash, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
