package dev.surety.inference.generate;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;

/** The tiers that can write. */
@ConfigMapping(prefix = "surety.tiers")
public interface GenerateConfig {

    /** In process. */
    ExtractiveConfig extractive();

    /**
     * Tokens of the shortest reply that is still of use, 16 to 4096. When the money left of a request's ceiling buys no more than that beside its first
     * passage, the tier is not asked.
     */
    @WithDefault("96")
    @Min(16)
    @Max(4096)
    int leastReply();

    /** Tokens that a model may write at most while the error budget asks for short answers, 16 to 4096. */
    @WithDefault("150")
    @Min(16)
    @Max(4096)
    int shortReply();

    /** A small model; the local stack serves one where its weights are present. */
    SmallConfig small();

    /** Any OpenAI-compatible endpoint. */
    LargeConfig large();

    /** The extractive tier. */
    interface ExtractiveConfig {

        /** Sentences that an answer has at most, 1 to 10. */
        @WithDefault("3")
        @Min(1)
        @Max(10)
        int sentences();

        /** Sentences that an answer has at most while the error budget asks for short ones, 1 to 10. */
        @WithDefault("1")
        @Min(1)
        @Max(10)
        int shortSentences();

        /** How near to the best sentence's score the others must be, 0 to 1. */
        @WithDefault("0.88")
        @DecimalMin("0")
        @DecimalMax("1")
        double nearness();
    }

    /** What every model needs. */
    interface Endpoint {

        /** Base URL of an OpenAI-compatible API, for instance {@code https://api.example.com/v1}; without it the tier is off. */
        Optional<String> baseUrl();

        /** Key of the API, if it wants one. */
        Optional<String> apiKey();

        /** Retired: the contract's {@code routing.tiers[].call.model} names the model. */
        Optional<String> model();

        /** Retired: the contract's {@code routing.tiers[].call.completionTokens} says how much a model may write. */
        Optional<String> longestReply();
    }

    /** The small tier: picks among sentences by number, so that it can't make anything up. */
    interface SmallConfig extends Endpoint {

        /** Sentences that it may pick from, 2 to 20; each costs it reading time. */
        @WithDefault("6")
        @Min(2)
        @Max(20)
        int candidates();

        /** {@code pick}: its reply is bound to numbers of sentences. {@code free}: it writes; only for comparison. */
        @WithDefault("pick")
        Style style();
    }

    /** The large tier: writes, with citations. */
    interface LargeConfig extends Endpoint {

        /** Passages that it reads, 1 to 20. */
        @WithDefault("6")
        @Min(1)
        @Max(20)
        int passages();
    }

    /** How the small tier replies. */
    enum Style {
        PICK,
        FREE
    }
}
