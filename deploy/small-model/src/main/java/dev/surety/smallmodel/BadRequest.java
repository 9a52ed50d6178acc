package dev.surety.smallmodel;

import org.jspecify.annotations.Nullable;

/** A request that can't be served as it is; goes out in the error form of the OpenAI API. */
public final class BadRequest extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String param;

    BadRequest(@Nullable String param, String message) {
        super(message);
        this.param = param;
    }

    @Nullable String param() {
        return param;
    }
}
