package dev.surety.retrieval.embed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

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

    /** Passages that may wait, and questions that may wait beside them; more are refused. At least 1. */
    @WithDefault("2000")
    @Min(1)
    int queue();

    /** Longest text that is taken, in characters, 4,000 (the longest question) to 1,000,000; a thousand cost up to half a second of a core. */
    @WithDefault("32000")
    @Min(4_000)
    @Max(1_000_000)
    int longestText();

    /** How long a batch of texts may take, when its caller does not say; more than 0. */
    @WithDefault("60s")
    @DurationMin(millis = 1)
    Duration timeout();

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
