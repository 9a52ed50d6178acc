package dev.surety.identity.key;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** Where the signing keys are. */
@ConfigMapping(prefix = "surety.grants")
interface KeyConfig {

    /**
     * A JWK set (RFC 7517) of EC P-256 keys with key ids. The first key with a private part signs; all are published, so that a new key can be
     * published before it signs and an old one after it did.
     */
    @WithDefault(".surety/grant-keys.json")
    Path signingKeys();

    /** How often the file is looked at for a change; at least a second. */
    @WithDefault("30s")
    Duration keyCheck();
}
