package dev.surety.identity.key;

import io.quarkus.runtime.configuration.ConfigurationException;

/** A file of signing keys that can't be used; the message names file, reason and way out, and holds nothing of a key. */
final class RejectedKeys extends ConfigurationException {

    private static final long serialVersionUID = 1L;

    RejectedKeys(String message) {
        super(message);
    }
}
