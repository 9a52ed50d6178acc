package dev.surety.ingestion.event;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Bounds of what is taken from sources. */
@ConfigMapping(prefix = "surety.ingestion")
public interface EventConfig {

    /** Largest content of a document, as UTF-8. An event may be twice as large, because JSON escapes take room. At most 30M. */
    @WithDefault("10M")
    MemorySize largestDocument();
}
