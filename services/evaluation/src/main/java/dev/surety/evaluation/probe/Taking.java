package dev.surety.evaluation.probe;

/** How a document is taken away from somebody. The labels are in metrics. */
enum Taking {
    /** Its access changes. */
    ACCESS("access"),
    /** It is deleted. */
    DELETION("deletion");

    private final String label;

    Taking(String label) {
        this.label = label;
    }

    /** The value of the metric's tag {@code what}. */
    String label() {
        return label;
    }

    Taking other() {
        return switch (this) {
            case ACCESS -> DELETION;
            case DELETION -> ACCESS;
        };
    }
}
