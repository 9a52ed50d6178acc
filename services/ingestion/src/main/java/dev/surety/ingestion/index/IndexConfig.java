package dev.surety.ingestion.index;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How chunks lie in OpenSearch. */
@ConfigMapping(prefix = "surety.ingestion.index")
public interface IndexConfig {

    /** Shards of a new release, at least 1. */
    @WithDefault("1")
    int shards();

    /** Copies of each shard, at least 0; 0 is right for a single node. */
    @WithDefault("0")
    int replicas();

    /** Largest body of one bulk request; OpenSearch takes 100M at most by default. */
    @WithDefault("8M")
    MemorySize largestBulk();
}
