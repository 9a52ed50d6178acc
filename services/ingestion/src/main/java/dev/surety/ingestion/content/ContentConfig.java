package dev.surety.ingestion.content;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What ingestion may read on behalf of events. */
@ConfigMapping(prefix = "surety.ingestion")
public interface ContentConfig {

    /**
     * Folders or sites below which a {@code contentUri} may be read, as {@code file:}, {@code http:} or {@code https:} URIs. None by default:
     * whoever can write an event could otherwise have any file of this machine indexed.
     */
    Optional<List<URI>> readableUris();

    /** How long a source may take to deliver one document. */
    @WithDefault("20s")
    Duration readTimeout();

    /** How often a source that does not answer is asked before the event becomes a dead letter, at least 1. */
    @WithDefault("3")
    int readAttempts();

    /** Pause before a source is asked again. */
    @WithDefault("2s")
    Duration readPause();
}
