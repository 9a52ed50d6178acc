package dev.surety.api;

/** Every kind of problem that a Surety service answers with: one stable URI each. */
public enum ProblemType {
    INVALID_REQUEST("invalid-request", 400, "The request is not valid", false),
    UNAUTHENTICATED("unauthenticated", 401, "A valid bearer token is needed", false),
    GRANT_OUTDATED("grant-outdated", 401, "The grant is older than a change of what its holder may see", true),
    FORBIDDEN("forbidden", 403, "Not allowed", false),
    PERSON_REFUSED("person-refused", 403, "This person gets no access", false),
    GROUPS_UNKNOWN("groups-unknown", 403, "Nobody can say which groups this person is in", false),
    NOT_FOUND("not-found", 404, "There is no such thing", false),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "This address does not take that method", false),
    NOT_ACCEPTABLE("not-acceptable", 406, "None of the accepted media types can be produced", false),
    PROMOTIONS_FROZEN("promotions-frozen", 409, "No release goes live while the error budget burns", true),
    NOT_PROMOTABLE("not-promotable", 409, "This release can't go live", false),
    NOT_CONFIRMABLE("not-confirmable", 409, "This call can't be confirmed", false),
    CALL_UNSETTLED("call-unsettled", 409, "Nobody knows yet what became of this call", false),
    TOO_LARGE("too-large", 413, "The request is too large", false),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "The media type of the body is not supported", false),
    OVERLOADED("overloaded", 429, "Too many requests at once", true),
    LIMIT_REACHED("limit-reached", 429, "A limit of the contract is reached", true),
    INTERNAL("internal", 500, "Something went wrong on our side", true),
    TOOL_FAILED("tool-failed", 502, "The tool could not do it", false),
    IDENTITY_UNAVAILABLE("identity-unavailable", 503, "Nobody can be identified at the moment", true),
    RETRIEVAL_UNAVAILABLE("retrieval-unavailable", 503, "Documents can't be searched at the moment", true),
    RECORDING_UNAVAILABLE("recording-unavailable", 503, "Answers can't be recorded at the moment, so none are given", true),
    UNAVAILABLE("unavailable", 503, "A part that is needed is not available", true),
    TOOL_TIMED_OUT("tool-timed-out", 504, "The tool did not reply in time", false),
    DEADLINE_EXCEEDED("deadline-exceeded", 504, "The deadline can't be met", true);

    private static final String BASE = "https://surety.dev/problems/";

    private final String label;
    private final int status;
    private final String title;
    private final boolean retryHelps;

    ProblemType(String label, int status, String title, boolean retryHelps) {
        this.label = label;
        this.status = status;
        this.title = title;
        this.retryHelps = retryHelps;
    }

    /** The word used in metrics, logs and records. */
    public String label() {
        return label;
    }

    /** The {@code type} of the problem document. */
    public String uri() {
        return BASE + label;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** Whether the same request may succeed a little later. */
    public boolean retryHelps() {
        return retryHelps;
    }
}
