package dev.surety.bench;

import dev.surety.contract.ContractFile;
import dev.surety.contract.SliceName;
import dev.surety.request.Deadline;
import dev.surety.request.Priority;
import dev.surety.request.Ticker;
import dev.surety.slo.Enforcement;
import dev.surety.slo.Shedding;
import dev.surety.slo.SliceCall;
import dev.surety.slo.SliceGuard;
import dev.surety.slo.SliceWindows;
import dev.surety.slo.SloSettings;
import dev.surety.slo.WakeUps;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Work that is done at once, without a guard and with one, as a service has it: the demo company's contract, Prometheus meters with histograms, windows, a timer. What the
 * guard adds is the difference.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EnforcementBenchmark {

    private static final Supplier<Uni<String>> WORK = () -> Uni.createFrom().item("done");

    private final WakeUps wakeUps = new WakeUps(Infrastructure.getDefaultExecutor());
    private final ContractFile contract = ContractFile.read(Path.of("deploy", "contract.yaml"));
    private final SliceWindows windows =
            new SliceWindows("retrieval", "retrieval-1", SloSettings.DEFAULTS, Clock.systemUTC(), contract::version);
    private final SliceGuard guard = guard(Shedding.NONE);
    private final SliceGuard shedding = guard(priority -> Optional.of("the error budget burns"));

    /** The first use of Mutiny looks for context propagation, and two threads that do so at once trip over each other. */
    @Setup(Level.Trial)
    public void useMutinyOnce() {
        Uni.createFrom().deferred(WORK::get).await().indefinitely();
    }

    @Setup(Level.Iteration)
    public void takeWhatIsCounted() {
        // As the sender does: closed windows leave.
        windows.close();
        windows.next().ifPresent(windows::taken);
    }

    @TearDown
    public void stop() {
        wakeUps.shutdownNow();
    }

    /** The baseline. */
    @Benchmark
    public void bare(Blackhole hole) {
        Uni.createFrom().deferred(WORK::get).subscribe().with(hole::consume, hole::consume);
    }

    @Benchmark
    public void guarded(Blackhole hole) {
        guard.run(call(), WORK).subscribe().with(hole::consume, hole::consume);
    }

    @Benchmark
    public void guardedAndRepeatable(Blackhole hole) {
        guard.run(call().andAgain(), WORK).subscribe().with(hole::consume, hole::consume);
    }

    /** What it costs to turn somebody away. */
    @Benchmark
    public void refused(Blackhole hole) {
        shedding.run(call(), WORK).subscribe().with(hole::consume, hole::consume);
    }

    /** Made anew for each request, so its cost belongs to it. */
    private static SliceCall call() {
        return SliceCall.once(Deadline.in(Duration.ofSeconds(2), Ticker.SYSTEM), Priority.INTERACTIVE);
    }

    private SliceGuard guard(Shedding who) {
        var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        return new Enforcement(() -> contract, SloSettings.DEFAULTS, meters, windows, who, Ticker.SYSTEM, wakeUps).guard(SliceName.RETRIEVE);
    }
}
