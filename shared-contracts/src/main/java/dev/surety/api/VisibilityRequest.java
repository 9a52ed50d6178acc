package dev.surety.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/visibilities}.
 *
 * @param documentIds documents to look at, 1 to {@link #MOST_DOCUMENTS} ids of 1 to {@link #LONGEST_ID} characters; one may be named twice
 */
public record VisibilityRequest(List<String> documentIds) {

    public static final int MOST_DOCUMENTS = 200;
    public static final int LONGEST_ID = 128;

    /** @throws ProblemException when there is no id, there are too many, or one is empty or too long */
    @JsonCreator
    public VisibilityRequest(@JsonProperty("documentIds") @Nullable List<String> documentIds) {
        if (documentIds == null || documentIds.isEmpty() || documentIds.size() > MOST_DOCUMENTS) {
            throw ProblemException.invalid("documentIds", "documentIds holds 1 to " + MOST_DOCUMENTS + " ids of documents");
        }
        if (documentIds.stream().anyMatch(id -> id == null || id.isBlank() || id.length() > LONGEST_ID)) {
            throw ProblemException.invalid("documentIds", "an id of documentIds has 1 to " + LONGEST_ID + " characters");
        }
        this.documentIds = List.copyOf(documentIds);
    }
}
