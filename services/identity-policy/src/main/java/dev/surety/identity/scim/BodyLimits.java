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
 * Only a provisioner may send a group of a hundred thousand: the HTTP server's limit is made for that. Texts that are to be redacted have a smaller one, and every
 * other address the smallest; both are kept here.
 */
@ApplicationScoped
class BodyLimits {

    // Behind the server's own check, which runs at -2, and before everything that reads a body.
    private static final int ORDER = -1;
    private static final int TOO_LARGE = 413;

    private final long largest;
    private final long largestText;

    /**
     * @param largest     body of a request
     * @param largestText body of a request to redact a text
     */
    BodyLimits(
            @ConfigProperty(name = "surety.http.largest-body") MemorySize largest,
            @ConfigProperty(name = "surety.http.largest-text", defaultValue = "256K") MemorySize largestText) {
        this.largest = largest.asLongValue();
        this.largestText = largestText.asLongValue();
    }

    void guard(@Observes Router router) {
        router.route().order(ORDER).handler(this::check);
    }

    private void check(RoutingContext request) {
        if (request.normalizedPath().startsWith("/scim/v2/")) {
            request.next();
            return;
        }
        var most = request.normalizedPath().equals("/v1/redactions") ? largestText : largest;
        var length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            request.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, most);
            request.next();
        } else if (isAtMost(most, length)) {
            request.next();
        } else {
            request.response().putHeader(HttpHeaders.CONNECTION, "close").setStatusCode(TOO_LARGE).end();
        }
    }

    private static boolean isAtMost(long most, String length) {
        try {
            return Long.parseLong(length) <= most;
        } catch (NumberFormatException noLength) {
            return false;
        }
    }
}
