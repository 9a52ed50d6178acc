package dev.surety.identity.grant;

import dev.surety.api.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Counts grants by how they ended, and times them: {@code surety.identity.grants}, {@code surety.identity.grant.duration}. */
@ApplicationScoped
class GrantCount {

    private final MeterRegistry meters;

    GrantCount(MeterRegistry meters) {
        this.meters = meters;
    }

    <T> Uni<T> counted(Uni<T> issue) {
        return Uni.createFrom().deferred(() -> {
            var started = Timer.start(meters);
            return issue.onItemOrFailure().invoke((grant, failure) -> note(started, result(failure)));
        });
    }

    private void note(Timer.Sample started, String result) {
        meters.counter("surety.identity.grants", "result", result).increment();
        started.stop(meters.timer("surety.identity.grant.duration", "result", result));
    }

    private static String result(@Nullable Throwable failure) {
        return switch (failure) {
            case null -> "issued";
            case ProblemException problem -> problem.type().label();
            default -> "internal";
        };
    }
}
