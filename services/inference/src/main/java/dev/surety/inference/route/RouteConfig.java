package dev.surety.inference.route;

import dev.surety.contract.Tier;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;

/**
 * When evidence is good enough. The defaults were set on the demo company's suite and on a second handbook; {@code docs/decisions/0006} tells how.
 */
@ConfigMapping(prefix = "surety.route")
public interface RouteConfig {

    /** Confidence that a tier needs, 0 to 1: a model can make sense of passages whose sentences do not answer by themselves. */
    default double needed(Tier tier) {
        return switch (tier) {
            case EXTRACTIVE -> answerFrom();
            case SMALL, LARGE -> modelsFrom();
        };
    }

    /** Confidence from which the extractive tier may answer, 0 to 1; below it a model may, or the caller gets the sources. */
    @WithDefault("0.50")
    @DecimalMin("0")
    @DecimalMax("1")
    double answerFrom();

    /** Confidence from which a model may answer, 0 to 1. */
    @WithDefault("0.40")
    @DecimalMin("0")
    @DecimalMax("1")
    double modelsFrom();

    /** Confidence below which the passages do not bear on the question at all, 0 to 1. */
    @WithDefault("0.25")
    @DecimalMin("0")
    @DecimalMax("1")
    double refuseBelow();

    /** Cosine that counts as no similarity: unrelated English texts lie about here with the default embedding model. */
    @WithDefault("0.50")
    double similarityFloor();

    /** Cosine that counts as full similarity. */
    @WithDefault("0.80")
    double similarityCeiling();

    /** Sentences that retrieval compares with the question, 1 to 64; each costs it about 10 ms of a core. */
    @WithDefault("16")
    @Min(1)
    @Max(64)
    int rerankedSentences();

    /** Retired: the contract's {@code slices.rerank.timeout} says how long to wait for that; then words alone decide, and the caller is told. */
    Optional<String> rerankTimeout();
}
