package dev.surety.request;

import org.jspecify.annotations.Nullable;

/**
 * What a caller shows to say who is asking.
 *
 * @param authorization the header {@code Authorization}; null when there was none
 * @param onBehalfOf    the header {@link SuretyHeaders#ON_BEHALF_OF}; null when the caller asks for itself
 */
public record Credentials(@Nullable String authorization, @Nullable String onBehalfOf) {

    /** Without the token and the name. */
    @Override
    public String toString() {
        return onBehalfOf == null ? "Credentials[]" : "Credentials[on behalf]";
    }
}
