package dev.surety.ingestion.testing;

import dev.surety.event.DocumentChange;
import java.time.Instant;
import java.util.List;

/** What a source tells of pages of Kestrel. */
public final class Changes {

    private Changes() {}

    /** New or other words. */
    public static DocumentChange page(String index, String name, Instant updatedAt, String content, List<String> allow) {
        return new DocumentChange(index, uri(index, name), null, "text/markdown", content, null, updatedAt, "kestrel", allow, List.of(), 0);
    }

    /** Nothing but which page it is. */
    public static DocumentChange bare(String index, String name) {
        return new DocumentChange(index, uri(index, name), null, null, null, null, null, null, null, null, null);
    }

    /** Other people. */
    public static DocumentChange access(String index, String name, List<String> allow, List<String> deny, int clearance) {
        return new DocumentChange(index, uri(index, name), null, null, null, null, null, "kestrel", allow, deny, clearance);
    }

    public static String uri(String index, String name) {
        return "test://" + index + "/" + name;
    }
}
