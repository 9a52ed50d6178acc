package dev.surety.identity.caller;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How tokens are read. */
@ConfigMapping(prefix = "surety.callers")
interface CallerConfig {

    /**
     * What the provider puts before the client's name to make the user name of a service account. Only such an account is believed when it says
     * that it is a service: the claim on a person's token gives nothing.
     */
    @WithDefault("service-account-")
    String serviceAccountPrefix();
}
