package dev.surety.retrieval;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.Supplier;

/** Runs the steps of a search: the one place that times and spans them. */
@ApplicationScoped
class Steps {

    private final MeterRegistry meters;
    private final Tracer tracer;

    Steps(MeterRegistry meters, Tracer tracer) {
        this.meters = meters;
        this.tracer = tracer;
    }

    /**
     * The step's result; its time and its span end with it, however it ends.
     *
     * @param step the step's word in metrics and spans, from a closed set
     * @param work starts the step; what it throws is the step's failure
     */
    <T> Uni<T> run(String step, Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            var running = new Running(step);
            return Uni.createFrom().deferred(work::get).onTermination().invoke(running::end);
        });
    }

    /** A step between its start and its end. */
    private final class Running {

        private final String step;
        private final long started = System.nanoTime();
        private final Span span;
        private final Scope scope;

        Running(String step) {
            this.step = step;
            this.span = tracer.spanBuilder(step).startSpan();
            this.scope = span.makeCurrent();
        }

        void end(Object result, Throwable failure, boolean cancelled) {
            Timer.builder("surety.retrieval.step")
                    .description("time of each step of a search")
                    .tag("step", step)
                    .tag("result", cancelled ? "cancelled" : failure == null ? "done" : "failed")
                    .publishPercentileHistogram()
                    .register(meters)
                    .record(Duration.ofNanos(System.nanoTime() - started));
            if (failure != null) {
                // The type and not the message: a message may quote what it could not read.
                span.setStatus(StatusCode.ERROR, failure.getClass().getSimpleName());
            }
            scope.close();
            span.end();
        }
    }
}
