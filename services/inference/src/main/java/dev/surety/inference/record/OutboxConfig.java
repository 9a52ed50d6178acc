package dev.surety.inference.record;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** The way of answer records to Kafka. */
@ConfigMapping(prefix = "surety.outbox")
public interface OutboxConfig {

    /** Records that may wait for Kafka; when they are this many, no more questions are let in. At least 1. */
    @WithDefault("100000")
    @Min(1)
    long capacity();

    /** Records sent at a time, 1 to 128. */
    @WithDefault("64")
    @Min(1)
    @Max(128)
    int batch();

    /** Pause before the outbox is looked at again, when nothing woke the relay or Kafka did not take a record. */
    @WithDefault("1s")
    Duration pause();
}
