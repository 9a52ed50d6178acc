package dev.surety.retrieval.embed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;

/** Which model embeds, and how much at once. */
@ConfigMapping(prefix = "surety.embedding")
public interface EmbeddingConfig {

    /** The model in process: {@code bge-small} (bge-small-en-v1.5, int8) or {@code mini-lm} (all-MiniLM-L6-v2, int8). */
    @WithDefault("bge-small")
    OnboardModel model();

    /** Threads that embed; 0 takes one for each core. More than cores makes every text slower and none sooner. */
    @WithDefault("0")
    @Min(0)
    @Max(256)
    int workers();

    /** Texts that may wait; more are refused. At least 1. */
    @WithDefault("2000")
    @Min(1)
    int queue();

    /** Query vectors kept in memory, at least 0. */
    @WithDefault("10000")
    @Min(0)
    int rememberedQueries();

    /** Vectors of reranked sentences kept in memory, at least 0; about 2 kB each. The same passages come up again and again. */
    @WithDefault("20000")
    @Min(0)
    int rememberedSentences();

    /** An endpoint to ask instead of the model in process. */
    EndpointConfig endpoint();

    /** An OpenAI-compatible endpoint. */
    interface EndpointConfig {

        /** Base URL, for instance {@code https://api.example.com/v1}; without it the model in process is used. */
        Optional<String> baseUrl();

        /** Key, if it wants one. */
        Optional<String> apiKey();

        /** Name of the model as the endpoint knows it. */
        Optional<String> model();
    }
}
