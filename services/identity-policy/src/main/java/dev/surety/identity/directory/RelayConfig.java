package dev.surety.identity.directory;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The way of changes to Kafka. */
@ConfigMapping(prefix = "surety.policy-changes")
interface RelayConfig {

    /** Pause before the outbox is looked at again, when nothing woke the relay or Kafka did not take an event; at least 10 ms. */
    @WithDefault("1s")
    Duration pause();

    /** Events sent at a time; at least 1. */
    @WithDefault("64")
    int batch();

    /** Events that may wait for Kafka before no more decisions are made; changes of entitlements are always taken. At least 1. */
    @WithDefault("100000")
    long capacity();
}
