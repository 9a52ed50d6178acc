package dev.surety.ingestion.event;

import dev.surety.event.DocumentEvents;
import dev.surety.grant.Access;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happened to a document, checked. */
public sealed interface DocumentEvent {

    /** Which event, and about which document. */
    About about();

    /** When the source last changed the document; empty where the event does not say so. */
    Optional<Instant> updatedAt();

    /**
     * @param id     CloudEvents id
     * @param source CloudEvents source; together with the id unique
     * @param index  name of the index
     * @param uri    identity of the document in its source
     */
    record About(String id, String source, String index, String uri) {

        /** See {@link DocumentEvents#documentId}. */
        public String documentId() {
            return DocumentEvents.documentId(index, uri);
        }
    }

    /**
     * The document is new or has changed.
     *
     * @param title as the source calls it; null when the document's own title is to be used
     */
    record Upserted(About about, @Nullable String title, ContentType contentType, Content content, Instant changedAt, Access access)
            implements DocumentEvent {

        @Override
        public Optional<Instant> updatedAt() {
            return Optional.of(changedAt);
        }
    }

    /** The document is gone. */
    record Deleted(About about, Optional<Instant> updatedAt) implements DocumentEvent {}

    /** Other people may read it; its words are the same. Always applied, whatever its age. */
    record AccessChanged(About about, Access access) implements DocumentEvent {

        @Override
        public Optional<Instant> updatedAt() {
            return Optional.empty();
        }
    }

    /** Where the words are. */
    sealed interface Content {

        /** In the event. */
        record Inline(String text) implements Content {

            /** Without the text. */
            @Override
            public String toString() {
                return "Inline[" + text.length() + " characters]";
            }
        }

        /** At an address that ingestion may or may not be allowed to read. */
        record At(String uri) implements Content {}
    }
}
