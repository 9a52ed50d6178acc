package dev.surety.smallmodel;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;

/** What is served, and how much of it. */
@ConfigMapping(prefix = "surety.small-model")
public interface SmallModelConfig {

    /** The weights, a GGUF file. */
    Path gguf();

    /** Name of the model, whatever its weights: the contract's prices know it by this name. */
    @WithDefault("local-small")
    String name();

    /** Tokens that question and reply may have together, 256 to 131072. */
    @WithDefault("2048")
    @Min(256)
    @Max(131072)
    int contextTokens();

    /** Threads that compute, 1 to 256. */
    @WithDefault("2")
    @Min(1)
    @Max(256)
    int threads();

    /** Tokens that a reply has at most, 1 to 8192. */
    @WithDefault("256")
    @Min(1)
    @Max(8192)
    int longestReply();

    /** Requests that may wait for the model, which writes one reply at a time; more get a 429. At least 1. */
    @WithDefault("8")
    @Min(1)
    int queue();
}
