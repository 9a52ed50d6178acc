package dev.surety.ingestion.chunk;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Sizes of chunks, in tokens of cl100k. */
@ConfigMapping(prefix = "surety.ingestion")
public interface ChunkConfig {

    /** Most tokens in the text of a chunk, 20 to 2,000; title and section come on top when it is embedded. */
    @WithDefault("220")
    int chunkTokens();

    /** A section smaller than this is joined with the next one under the same heading; 0 joins nothing. */
    @WithDefault("60")
    int smallSectionTokens();
}
