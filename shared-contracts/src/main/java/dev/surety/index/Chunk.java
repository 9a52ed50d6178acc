package dev.surety.index;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.surety.grant.Access;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a document as it lies in the index: the member names are the field names. The id in the engine is
 * {@code <documentId>:<ordinal>}.
 *
 * @param documentId of the document
 * @param uri        of the document
 * @param title      of the document
 * @param section    path of headings, joined by {@code  › }
 * @param text       blocks parted by line breaks
 * @param ordinal    position in the document, from 0
 * @param updatedAt  how old it is: the review date that it states, or when its source last changed it
 * @param tenant     see {@link Access}
 * @param allow      see {@link Access}
 * @param deny       see {@link Access}
 * @param clearance  see {@link Access}
 * @param embedding  vector of title, section and text; not read back by searches
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Chunk(
        String documentId,
        String uri,
        String title,
        String section,
        String text,
        int ordinal,
        @Nullable Instant updatedAt,
        String tenant,
        List<String> allow,
        List<String> deny,
        int clearance,
        float @Nullable [] embedding) {

    /** Between the headings of a section path. */
    public static final String SECTION_SEPARATOR = " › ";

    /** Who may read it. */
    public Access access() {
        return new Access(tenant, Set.copyOf(allow), Set.copyOf(deny), clearance);
    }

    /** The same for other people. */
    public Chunk with(Access access) {
        return of(documentId, uri, title, section, text, ordinal, updatedAt, access, embedding);
    }

    /** A chunk with its access as one; tags are written in order. */
    public static Chunk of(
            String documentId,
            String uri,
            String title,
            String section,
            String text,
            int ordinal,
            @Nullable Instant updatedAt,
            Access access,
            float @Nullable [] embedding) {
        return new Chunk(
                documentId,
                uri,
                title,
                section,
                text,
                ordinal,
                updatedAt,
                access.tenant(),
                access.allow().stream().sorted().toList(),
                access.deny().stream().sorted().toList(),
                access.clearance(),
                embedding);
    }

    /** Without title and text. */
    @Override
    public String toString() {
        return "Chunk[" + documentId + ":" + ordinal + "]";
    }
}
