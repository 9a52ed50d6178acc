package dev.surety.slo;

import dev.surety.contract.ContractFile;
import dev.surety.contract.SliceName;
import dev.surety.event.SliceWindow;
import dev.surety.request.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The guards and counts of this process, one of each objective that it asks for. Thread-safe. */
public final class Enforcement {

    private final Supplier<ContractFile> contract;
    private final SloSettings settings;
    private final MeterRegistry meters;
    private final SliceWindows windows;
    private final Shedding shedding;
    private final Ticker ticker;
    private final ScheduledExecutorService timer;
    private final Map<String, SliceGuard> guards = new ConcurrentHashMap<>();
    private final Map<String, SliceCount> counts = new ConcurrentHashMap<>();

    /**
     * @param contract gives the version in force; asked for every call, so it answers from memory, and with the same object until it changes
     * @param timer    ends what takes too long: {@link WakeUps}
     */
    public Enforcement(
            Supplier<ContractFile> contract,
            SloSettings settings,
            MeterRegistry meters,
            SliceWindows windows,
            Shedding shedding,
            Ticker ticker,
            ScheduledExecutorService timer) {
        this.contract = contract;
        this.settings = settings;
        this.meters = meters;
        this.windows = windows;
        this.shedding = shedding;
        this.ticker = ticker;
        this.timer = timer;
    }

    /** The guard of a slice; always the same. */
    public SliceGuard guard(SliceName slice) {
        return guards.computeIfAbsent(slice.label(), label -> newGuard(slice, count(slice)));
    }

    /**
     * The guard of a slice that counts no calls, because they are parts of one request of the slice, which is counted as a whole with {@link #count}. Always the
     * same; a process asks either for this or for {@link #guard}.
     */
    public SliceGuard uncounted(SliceName slice) {
        return guards.computeIfAbsent(slice.label(), label -> newGuard(slice, new UncountedSlice(new Objective(slice, contract), meters, windows)));
    }

    /** The guard of the answer as a whole: its places are those of {@code admit}, its time-out is the longest deadline. Always the same. */
    public SliceGuard answer() {
        return guards.computeIfAbsent(SliceWindow.ANSWER, label -> newGuard(null, countAnswers()));
    }

    /** Only counts a slice, for what is no call; always the same. Its guard, if there is one, counts in the same place. */
    public SliceCount count(SliceName slice) {
        return counts.computeIfAbsent(slice.label(), label -> new SliceCount(new Objective(slice, contract), meters, windows));
    }

    /** Only counts answers. */
    public SliceCount countAnswers() {
        return counts.computeIfAbsent(SliceWindow.ANSWER, label -> new SliceCount(new Objective(null, contract), meters, windows));
    }

    private SliceGuard newGuard(@Nullable SliceName slice, SliceCount count) {
        return new SliceGuard(new Objective(slice, contract), count, settings, meters, shedding, ticker, timer);
    }
}
