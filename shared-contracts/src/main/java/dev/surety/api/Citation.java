package dev.surety.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a statement of an answer rests on.
 *
 * @param number     as it stands in the text, {@code [number]}, from 1
 * @param documentId of the document
 * @param title      of the document
 * @param uri        of the document
 * @param section    path of headings
 * @param quote      stands word for word in the document
 * @param updatedAt  how old it is: the review date that it states, or when its source last changed it; null if unknown
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Citation(
        int number, String documentId, String title, String uri, String section, String quote, @Nullable Instant updatedAt) {

    /** Without title and quote. */
    @Override
    public String toString() {
        return "Citation[" + number + ", " + documentId + "]";
    }
}
