package dev.surety.inference.stage;

import dev.surety.api.ProblemException;
import dev.surety.contract.SliceName;
import dev.surety.request.Money;
import dev.surety.slo.Enforcement;
import dev.surety.slo.SliceCount;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs stages: the one place that times them, spans them and writes their lines. */
@ApplicationScoped
public class Stages {

    private static final String FAILED = "failed";

    private final MeterRegistry meters;
    private final Tracer tracer;
    private final Enforcement enforcement;
    private final Map<String, SliceCount> counts;

    Stages(MeterRegistry meters, Tracer tracer, Enforcement enforcement) {
        this.meters = meters;
        this.tracer = tracer;
        this.enforcement = enforcement;
        // Stages that are a slice by themselves; the others are counted where the work is done.
        this.counts = Stream.of(SliceName.ADMIT, SliceName.SETTLE).collect(Collectors.toMap(SliceName::label, enforcement::count));
    }

    /** Runs a stage on its input; its line is in the journal when the Uni ends. */
    public <I extends Journaled, O extends Noted> Uni<O> run(Stage<I, O> stage, I input) {
        return Uni.createFrom().deferred(() -> {
            var running = new Running(stage.name(), input.journal());
            input.journal().whenAbandoned(running::cancel);
            return stage.run(input)
                    .invoke(output -> running.end(output.note(), null, false))
                    .onFailure()
                    .invoke(failure -> running.end(noteOf(failure), failure, false))
                    .onCancellation()
                    .invoke(running::cancel);
        });
    }

    /** Runs several stages that are one request of a slice together, however many of them it takes. */
    public <O> Uni<O> counted(SliceName slice, Journal journal, Supplier<Uni<O>> stages) {
        return Uni.createFrom().deferred(() -> {
            var started = System.nanoTime();
            return stages.get()
                    .onTermination()
                    .invoke((output, failure, cancelled) ->
                            count(enforcement.count(slice), journal, Duration.ofNanos(System.nanoTime() - started), failure, cancelled));
        });
    }

    private static Note noteOf(Throwable failure) {
        return failure instanceof ProblemException problem
                ? new Note("", problem.type().label(), problem.getMessage())
                : new Note("", FAILED, "internal");
    }

    private static void count(SliceCount count, Journal journal, Duration took, @Nullable Throwable failure, boolean cancelled) {
        if (!journal.isUsers() || cancelled || failure instanceof ProblemException problem && problem.type().status() < 500) {
            count.excluded();
        } else if (failure == null) {
            count.succeeded(took, List.of());
        } else {
            count.failed();
        }
    }

    /** A stage between its start and its end, which is noted once. */
    private final class Running {

        private final String stage;
        private final Journal journal;
        private final Money spentBefore;
        private final long started = System.nanoTime();
        private final AtomicBoolean ended = new AtomicBoolean();
        private final Span span;
        private final io.opentelemetry.context.Scope scope;

        Running(String stage, Journal journal) {
            this.stage = stage;
            this.journal = journal;
            this.spentBefore = journal.cost();
            this.span = tracer.spanBuilder(stage).startSpan();
            this.scope = span.makeCurrent();
        }

        void cancel() {
            end(new Note("", "cancelled", "the caller went away"), null, true);
        }

        void end(Note note, @Nullable Throwable failure, boolean cancelled) {
            if (!ended.compareAndSet(false, true)) {
                return;
            }
            var took = Duration.ofNanos(System.nanoTime() - started);
            var spent = new Money(journal.cost().usd().subtract(spentBefore.usd()));
            journal.enter(stage, note, took, spent);
            var count = counts.get(stage);
            if (count != null) {
                count(count, journal, took, failure, cancelled);
            }
            Timer.builder("surety.answer.stage")
                    .description("time of each stage of an answer")
                    .tag("stage", stage)
                    .tag("decision", note.decision())
                    .publishPercentileHistogram()
                    .register(meters)
                    .record(took);
            span.setAttribute("surety.decision", note.decision());
            if (failure != null) {
                span.setStatus(StatusCode.ERROR, note.decision());
            }
            scope.close();
            span.end();
        }
    }
}
