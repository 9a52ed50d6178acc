package dev.surety.edge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An exception as a log may keep it: the same names, places, causes and suppressed ones, other words. */
final class RedactedFailure extends Throwable {

    // Whoever nests deeper than that says nothing new.
    private static final int MOST = 64;

    private final String words;

    private RedactedFailure(String words, @Nullable Throwable cause) {
        super(words, cause, true, true);
        this.words = words;
    }

    /** The exception itself where nothing has to be taken out of it or of its causes. */
    static Throwable of(Throwable failure, UnaryOperator<String> redactor) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Throwable> all = new ArrayList<>();
        collect(failure, seen, all);
        var clean = all.size() < MOST && all.stream().allMatch(one -> {
            var said = String.valueOf(one);
            return redactor.apply(said).equals(said);
        });
        return clean ? failure : Objects.requireNonNull(copy(failure, redactor, Collections.newSetFromMap(new IdentityHashMap<>())));
    }

    private static void collect(@Nullable Throwable failure, Set<Throwable> seen, List<Throwable> all) {
        if (failure == null || seen.size() >= MOST || !seen.add(failure)) {
            return;
        }
        all.add(failure);
        collect(failure.getCause(), seen, all);
        for (var suppressed : failure.getSuppressed()) {
            collect(suppressed, seen, all);
        }
    }

    private static @Nullable RedactedFailure copy(@Nullable Throwable failure, UnaryOperator<String> redactor, Set<Throwable> seen) {
        if (failure == null || seen.size() >= MOST || !seen.add(failure)) {
            return null;
        }
        var copy = new RedactedFailure(redactor.apply(String.valueOf(failure)), copy(failure.getCause(), redactor, seen));
        copy.setStackTrace(failure.getStackTrace());
        for (var suppressed : failure.getSuppressed()) {
            var without = copy(suppressed, redactor, seen);
            if (without != null) {
                copy.addSuppressed(without);
            }
        }
        return copy;
    }

    /** Begins with the name of the class that it stands for. */
    @Override
    public String toString() {
        return words;
    }
}
