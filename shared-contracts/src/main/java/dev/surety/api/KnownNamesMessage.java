package dev.surety.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * The reply of {@code GET /v1/tenants/{tenant}/known-names}: whose names they are can be tried, and not read.
 *
 * @param words hashes of the words of names, in base 64
 * @param names digests of the names, in base 64
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record KnownNamesMessage(String words, String names) {

    /** Sizes only. */
    @Override
    public String toString() {
        return "KnownNamesMessage[" + words.length() + " and " + names.length() + " characters]";
    }
}
