package dev.surety.evaluation.probe;

/** A way on which a document's words reach somebody. The labels are in metrics. */
enum Way {
    /** A search finds it. */
    SEARCH("search"),
    /** The question that was answered from it is answered from it again, most likely from the cache. */
    CACHE("cache"),
    /** The answer that was made of it can be opened. */
    RECORD("record");

    private final String label;

    Way(String label) {
        this.label = label;
    }

    /** The value of the metric's tag {@code way}. */
    String label() {
        return label;
    }
}
