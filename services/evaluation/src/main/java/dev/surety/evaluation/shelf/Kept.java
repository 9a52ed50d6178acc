package dev.surety.evaluation.shelf;

import dev.surety.evaluation.intake.Patience.Retryable;
import jakarta.ws.rs.WebApplicationException;
import java.util.Locale;
import java.util.function.Supplier;

/** What came of keeping something, once somebody answered. */
public sealed interface Kept {

    /** It is there. */
    record Done(How how) implements Kept {}

    /** OpenSearch will never take it. */
    record Refused(int status) implements Kept {}

    /** How it came to be there. */
    enum How {
        NEW,
        SEEN_BEFORE;

        /** For metrics. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * Tries once.
     *
     * @throws Retryable when nobody answered, or the answer may be another one later
     */
    static Kept attempt(Supplier<How> keeping) throws Retryable {
        try {
            return new Done(keeping.get());
        } catch (WebApplicationException answered) {
            var status = answered.getResponse().getStatus();
            // Only a refusal of this very document is final; a full disk or a missing right can be put right.
            if (status == 400 || status == 413) {
                return new Refused(status);
            }
            throw new Retryable(answered);
        } catch (RuntimeException unreachable) {
            // Whatever the client throws when nobody answers: nothing must be lost for it.
            throw new Retryable(unreachable);
        }
    }
}
