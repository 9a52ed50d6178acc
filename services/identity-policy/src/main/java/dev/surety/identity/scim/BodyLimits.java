package dev.surety.identity.scim;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Only a provisioner may send a group of a hundred thousand: the HTTP server's limit is made for that, and every other address has a smaller one, which is
 * kept here.
 */
@ApplicationScoped
class BodyLimits {

    // Behind the server's own check, which runs at -2, and before everything that reads a body.
    private static final int ORDER = -1;
    private static final int TOO_LARGE = 413;

    private final long largest;

    BodyLimits(@ConfigProperty(name = "surety.http.largest-body") MemorySize largest) {
        this.largest = largest.asLongValue();
    }

    void guard(@Observes Router router) {
        router.route().order(ORDER).handler(this::check);
    }

    private void check(RoutingContext request) {
        if (request.normalizedPath().startsWith("/scim/v2/")) {
            request.next();
            return;
        }
        var length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            request.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, largest);
            request.next();
        } else if (isSmall(length)) {
            request.next();
        } else {
            request.response().putHeader(HttpHeaders.CONNECTION, "close").setStatusCode(TOO_LARGE).end();
        }
    }

    private boolean isSmall(String length) {
        try {
            return Long.parseLong(length) <= largest;
        } catch (NumberFormatException noLength) {
            return false;
        }
    }
}
