package dev.surety.retrieval.testing;

import dev.surety.index.Chunk;
import java.time.Instant;
import java.util.List;

/** The only piece of a document of the tenant kestrel that nobody may read, until more is said. */
public final class ChunkFixture {

    private final String documentId;
    private int ordinal;
    private String title = "";
    private String text = "";
    private String tenant = "kestrel";
    private List<String> allow = List.of();
    private List<String> deny = List.of();
    private int clearance;
    private float[] embedding = {1};

    private ChunkFixture(String documentId) {
        this.documentId = documentId;
    }

    public static ChunkFixture aChunkOf(String documentId) {
        return new ChunkFixture(documentId);
    }

    public ChunkFixture at(int position) {
        ordinal = position;
        return this;
    }

    public ChunkFixture titled(String words) {
        title = words;
        return this;
    }

    public ChunkFixture saying(String words) {
        text = words;
        return this;
    }

    public ChunkFixture ofTenant(String name) {
        tenant = name;
        return this;
    }

    public ChunkFixture allowing(String... tags) {
        allow = List.of(tags);
        return this;
    }

    public ChunkFixture denying(String... tags) {
        deny = List.of(tags);
        return this;
    }

    public ChunkFixture needing(int level) {
        clearance = level;
        return this;
    }

    public ChunkFixture near(float... vector) {
        embedding = vector;
        return this;
    }

    public Chunk chunk() {
        return new Chunk(
                documentId,
                "corpus://" + documentId,
                title,
                "",
                text,
                ordinal,
                Instant.parse("2026-03-12T00:00:00Z"),
                tenant,
                allow,
                deny,
                clearance,
                embedding);
    }
}
