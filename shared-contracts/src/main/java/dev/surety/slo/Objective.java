package dev.surety.slo;

import dev.surety.api.ProblemType;
import dev.surety.contract.ContractFile;
import dev.surety.contract.SliceName;
import dev.surety.event.SliceWindow;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A slice, or the answer as a whole, and what the contract in force asks of it. */
final class Objective {

    private final @Nullable SliceName slice;
    private final Supplier<ContractFile> contract;
    private volatile Target target;

    /** @param slice none stands for the answer as a whole */
    Objective(@Nullable SliceName slice, Supplier<ContractFile> contract) {
        this.slice = slice;
        this.contract = contract;
        this.target = Target.of(slice, contract.get());
    }

    String label() {
        return slice == null ? SliceWindow.ANSWER : slice.label();
    }

    /** Whether it is the answer as a whole. */
    boolean isAnswer() {
        return slice == null;
    }

    /** By the contract that is in force now. */
    Target target() {
        var known = target;
        var file = contract.get();
        if (known.file() == file) {
            return known;
        }
        var fresh = Target.of(slice, file);
        target = fresh;
        return fresh;
    }

    /** What callers get when it took longer than its own time-out. */
    ProblemType whenTooSlow() {
        return switch (slice) {
            case AUTHORIZE -> ProblemType.IDENTITY_UNAVAILABLE;
            case RETRIEVE, RERANK -> ProblemType.RETRIEVAL_UNAVAILABLE;
            case SETTLE -> ProblemType.RECORDING_UNAVAILABLE;
            case ADMIT, GENERATE, INGEST, RECORD, REVOKE -> ProblemType.UNAVAILABLE;
            case null -> ProblemType.UNAVAILABLE;
        };
    }
}
