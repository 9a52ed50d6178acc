package dev.surety.ingestion.embed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How retrieval is asked for vectors. */
@ConfigMapping(prefix = "surety.ingestion.embedding")
public interface EmbedConfig {

    /** Texts in one request, 1 to 256. */
    @WithDefault("32")
    int batch();

    /** How long one request may take. A batch costs retrieval up to three seconds of one core, and others are in front of us. */
    @WithDefault("60s")
    Duration timeout();

    /** How long Keycloak and identity-policy may each take to vouch for this service. */
    @WithDefault("5s")
    Duration grantTimeout();
}
