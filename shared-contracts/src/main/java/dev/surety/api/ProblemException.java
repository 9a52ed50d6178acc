package dev.surety.api;

import dev.surety.contract.Degradation;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a stage can't decide, on its way to the caller as a {@link Problem}. The message is shown to callers. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final @Nullable String field;
    private final @Nullable Duration retryAfter;
    private final @Nullable String limit;
    private final @Nullable Degradation degraded;

    public ProblemException(ProblemType type, String detail) {
        this(type, detail, null, null, null);
    }

    /** With a cause for the log; the caller does not see it. */
    public ProblemException(ProblemType type, String detail, Throwable cause) {
        this(type, detail, null, null, cause);
    }

    private ProblemException(
            ProblemType type, String detail, @Nullable String field, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(detail, cause);
        this.type = type;
        this.field = field;
        this.retryAfter = retryAfter;
        this.limit = null;
        this.degraded = null;
    }

    /** A refusal must cost less than what it refuses: no stack trace. */
    private ProblemException(String limit, String detail, Duration retryAfter, @Nullable Degradation degraded) {
        super(detail, null, false, false);
        this.type = ProblemType.OVERLOADED;
        this.field = null;
        this.retryAfter = retryAfter;
        this.limit = limit;
        this.degraded = degraded;
    }

    /** A request whose field {@code field} is wrong. */
    public static ProblemException invalid(String field, String detail) {
        return new ProblemException(ProblemType.INVALID_REQUEST, detail, field, null, null);
    }

    /** A request that may be repeated after {@code retryAfter}. */
    public static ProblemException retryable(ProblemType type, String detail, Duration retryAfter) {
        return new ProblemException(type, detail, null, retryAfter, null);
    }

    /** A request that may be repeated after {@code retryAfter}, with a cause for the log; the caller does not see it. */
    public static ProblemException retryable(ProblemType type, String detail, Duration retryAfter, Throwable cause) {
        return new ProblemException(type, detail, null, retryAfter, cause);
    }

    /**
     * A request that there is no room for.
     *
     * @param limit    that turned it away: an objective's label
     * @param degraded the mode in which it is turned away, if that is not its usual way
     */
    public static ProblemException overloaded(String limit, String detail, Duration retryAfter, @Nullable Degradation degraded) {
        return new ProblemException(limit, detail, retryAfter, degraded);
    }

    public ProblemType type() {
        return type;
    }

    public Optional<String> field() {
        return Optional.ofNullable(field);
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** The limit that turned the request away, if one did. */
    public Optional<String> limit() {
        return Optional.ofNullable(limit);
    }

    /** The mode in which it was turned away. */
    public Optional<Degradation> degraded() {
        return Optional.ofNullable(degraded);
    }
}
