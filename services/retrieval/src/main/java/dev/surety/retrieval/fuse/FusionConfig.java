package dev.surety.retrieval.fuse;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How two rankings become one. */
@ConfigMapping(prefix = "surety.fusion")
public interface FusionConfig {

    /** {@code weighted}: scores of each half, stretched to 0…1, weighted. {@code rank}: reciprocal ranks, which looks at no score. */
    @WithDefault("weighted")
    Method method();

    /** Weight of the vector half, 0 to 1; the lexical half has the rest. */
    @WithDefault("0.5")
    @DecimalMin("0")
    @DecimalMax("1")
    double vectorWeight();

    /** The constant of reciprocal rank fusion, at least 1; 60 in the paper of Cormack, Clarke and Büttcher (2009). */
    @WithDefault("60")
    @Min(1)
    int rankConstant();

    /** Passages of one document at most, 1 to 50: ten pieces of one page are one source. */
    @WithDefault("6")
    @Min(1)
    @Max(50)
    int perDocument();

    /** How rankings are fused. */
    enum Method {
        WEIGHTED,
        RANK
    }
}
