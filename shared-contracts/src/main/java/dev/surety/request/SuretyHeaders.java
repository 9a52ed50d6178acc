package dev.surety.request;

/** The header names that services and callers agree on. */
public final class SuretyHeaders {

    /** UUIDv7 of the request; kept when the caller sends a valid one, made otherwise. */
    public static final String REQUEST_ID = "X-Request-Id";

    /** Milliseconds that were left when the call was sent. */
    public static final String DEADLINE_MS = "X-Request-Deadline-Ms";

    /** The signed grant (JWS, ES256); between services only. */
    public static final String GRANT = "Surety-Grant";

    /** User name of the person whom a service acts for, percent-encoded in UTF-8; with the service's own token. */
    public static final String ON_BEHALF_OF = "Surety-On-Behalf-Of";

    /** Comma-separated degradation modes in force for a response. */
    public static final String DEGRADED = "Surety-Degraded";

    /** The slice's own time, per the Server Timing specification of the W3C. */
    public static final String SERVER_TIMING = "Server-Timing";

    /** Who goes first: interactive (the default), evaluation or bulk. */
    public static final String PRIORITY = "Surety-Priority";

    /** What is left of a limit, and for how long; form of draft-ietf-httpapi-ratelimit-headers-10. */
    public static final String RATE_LIMIT = "RateLimit";

    /** User name of the person, or name of the service, that a tool is called for, percent-encoded in UTF-8. Only tools get it. */
    public static final String SUBJECT = "Surety-Subject";

    /** Tenant of that person or service, percent-encoded in UTF-8. Only tools get it. */
    public static final String TENANT = "Surety-Tenant";

    /** The service that acts for that person, percent-encoded in UTF-8; only tools get it, and only when one does. */
    public static final String ACTOR = "Surety-Actor";

    /** What a caller repeats a request with, so that it is done once. */
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private SuretyHeaders() {}
}
