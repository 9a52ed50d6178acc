package dev.surety.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.surety.grant.Access;
import java.util.List;

/**
 * The reply of ingestion's {@code GET /v1/document-accesses}: for our own services and for administrators, never for whoever only reads.
 *
 * @param documents those that were asked for; the same URI may be in several indexes
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record DocumentAccesses(List<OfDocument> documents) {

    public DocumentAccesses {
        documents = List.copyOf(documents);
    }

    /**
     * Who may read a document.
     *
     * @param documentId of the document
     * @param index      that it belongs to
     * @param uri        in its source
     * @param access     as its source says it
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record OfDocument(String documentId, String index, String uri, Access access) {

        /** Id only. */
        @Override
        public String toString() {
            return "OfDocument[" + documentId + "]";
        }
    }
}
