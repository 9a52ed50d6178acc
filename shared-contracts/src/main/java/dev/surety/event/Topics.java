package dev.surety.event;

/** Kafka topics, one record type each. The dead-letter topic of {@code x.v1} is {@code x.dlq.v1}. */
public final class Topics {

    public static final String SOURCE_DOCUMENTS = "surety.source-documents.v1";
    public static final String SOURCE_DOCUMENTS_DLQ = "surety.source-documents.dlq.v1";
    public static final String INDEX_RELEASES = "surety.index-releases.v1";
    public static final String ANSWERS = "surety.answers.v1";
    public static final String ANSWERS_DLQ = "surety.answers.dlq.v1";

    public static final String EVAL_RUNS = "surety.eval-runs.v1";
    public static final String SLO_STATUS = "surety.slo-status.v1";
    public static final String SLO_STATUS_DLQ = "surety.slo-status.dlq.v1";
    public static final String POLICY_CHANGES = "surety.policy-changes.v1";
    public static final String BUDGETS = "surety.budgets.v1";
    public static final String POLICY_DECISIONS = "surety.policy-decisions.v1";
    public static final String POLICY_DECISIONS_DLQ = "surety.policy-decisions.dlq.v1";

    public static final String TOOL_CALLS = "surety.tool-calls.v1";

    private Topics() {}
}
