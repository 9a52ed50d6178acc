package dev.surety.evaluation.shelf;

import dev.surety.api.ProblemException;
import org.jspecify.annotations.Nullable;

/** How many things a page of a list shows. */
public final class PageSize {

    private static final int USUAL = 20;
    private static final int HIGHEST = 100;

    private PageSize() {}

    /**
     * What a caller asked for, 1 to 100; 20 when it did not say.
     *
     * @throws ProblemException when it is anything else
     */
    public static int of(@Nullable String limit) {
        if (limit == null) {
            return USUAL;
        }
        if (!limit.matches("\\d{1,3}") || Integer.parseInt(limit) < 1 || Integer.parseInt(limit) > HIGHEST) {
            throw ProblemException.invalid("limit", "limit is a whole number from 1 to " + HIGHEST);
        }
        return Integer.parseInt(limit);
    }
}
