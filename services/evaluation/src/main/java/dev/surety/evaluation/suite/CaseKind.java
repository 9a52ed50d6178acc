package dev.surety.evaluation.suite;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.surety.api.Outcome;
import java.util.Arrays;
import java.util.Set;

/** What a case asks of the assistant, and which outcomes are right unless the case says otherwise. */
public enum CaseKind {
    /** The documents hold one answer and the asker may read it. */
    SIMPLE("simple", Set.of(Outcome.ANSWERED)),
    /** Several readings: asking back is as good as answering one of them with its source. */
    AMBIGUOUS("ambiguous", Set.of(Outcome.CLARIFICATION, Outcome.ANSWERED, Outcome.SOURCES_ONLY)),
    /** Nobody could answer it from the documents. */
    SHOULD_REFUSE("should-refuse", Set.of(Outcome.REFUSED, Outcome.SOURCES_ONLY, Outcome.HANDED_OFF)),
    /** The documents hold the answer and the asker may not read it: to be treated like a question without an answer. */
    NOT_PERMITTED("not-permitted", Set.of(Outcome.REFUSED, Outcome.SOURCES_ONLY, Outcome.HANDED_OFF));

    private final String label;
    private final Set<Outcome> usualOutcomes;

    CaseKind(String label, Set<Outcome> usualOutcomes) {
        this.label = label;
        this.usualOutcomes = usualOutcomes;
    }

    @JsonValue
    public String label() {
        return label;
    }

    Set<Outcome> usualOutcomes() {
        return usualOutcomes;
    }

    /** @throws IllegalArgumentException when there is no such kind */
    @JsonCreator
    public static CaseKind of(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no kind '" + label + "': use simple, ambiguous, should-refuse or not-permitted"));
    }
}
