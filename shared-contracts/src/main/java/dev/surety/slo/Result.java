package dev.surety.slo;

/** What a request was for an objective. The labels are in metrics. */
public enum Result {
    /** It kept the promise. */
    GOOD("good"),
    /** It succeeded later than the latency target, or was not done when the contract's usual deadline passed or a caller who had waited longer than that left. */
    LATE("late"),
    /** It failed, or was answered in a way that counts as bad. */
    FAILED("failed"),
    /** It says nothing about us: wrong, broken off by the caller, too little time, or of low priority and turned away. */
    EXCLUDED("excluded");

    private final String label;

    Result(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
