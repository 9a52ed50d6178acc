package dev.surety.inference.generate;

/** A writer that did not write; the message holds nothing of what it read. */
final class WriterFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String decision;

    WriterFailed(String decision, String reason) {
        super(reason, null, false, false);
        this.decision = decision;
    }

    /** Stable word for records and metrics. */
    String decision() {
        return decision;
    }
}
