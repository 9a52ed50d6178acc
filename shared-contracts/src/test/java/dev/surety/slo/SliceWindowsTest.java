package dev.surety.slo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.burn.Counts;
import dev.surety.event.SliceWindow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SliceWindowsTest {

    private static final Instant TEN = Instant.parse("2026-11-24T10:00:00Z");

    private final VirtualTime time = new VirtualTime();
    private final SliceWindows windows = windows(time.clock());
    private final SliceWindows.Counting retrieve = windows.of("retrieve");

    @Test
    void windowIsClosedWhenItsTimeIsOver() {
        time.passMillis(3_000);
        retrieve.add(false, false, true);
        retrieve.add(false, true, false);
        retrieve.add(true, false, false);
        time.passMillis(6_999);
        windows.close();
        assertEquals(List.of(), taken(windows));

        time.passMillis(1);
        windows.close();

        assertEquals(
                List.of(new SliceWindow("retrieve", "retrieval", "retrieval-1", "abc", TEN, 10_000, 3, 1, 1, 1L)), taken(windows));
    }

    @Test
    void emptyWindowsAreNotToldOf() {
        retrieve.add(false, false, false);
        for (var second = 0; second < 120; second++) {
            time.passMillis(1_000);
            windows.close();
        }
        retrieve.add(false, false, false);
        windows.closeAll();

        assertEquals(List.of(TEN, TEN.plusSeconds(120)), taken(windows).stream().map(SliceWindow::startsAt).toList());
    }

    @Test
    void nextWindowBeginsWithoutAnybodyClosingTheLast() {
        retrieve.add(false, false, false);
        time.passMillis(10_000);
        retrieve.add(false, false, false);

        assertEquals(1, windows.waiting());
        assertEquals(new Counts(2, 0, 0), windows.between("retrieve", TEN, TEN.plusSeconds(20)));
    }

    @Test
    void windowsStayInOrderUntilTheyAreTaken() {
        for (var round = 0; round < 5; round++) {
            retrieve.add(false, false, false);
            time.passMillis(10_000);
        }
        windows.close();

        var first = windows.next().orElseThrow();
        var again = windows.next().orElseThrow();

        assertEquals(first, again);
        assertEquals(IntStream.range(0, 5).mapToObj(round -> TEN.plusSeconds(10L * round)).toList(),
                taken(windows).stream().map(SliceWindow::startsAt).toList());
    }

    @Test
    void clockThatIsSetBackMakesNoIdTwice() {
        var starts = new ArrayList<Instant>();
        for (var round = 0; round < 60; round++) {
            retrieve.add(false, false, false);
            time.passMillis(3_001);
            if (round % 20 == 10) {
                time.setClock(Duration.ofMinutes(-1));
            }
            windows.close();
        }
        windows.closeAll();
        taken(windows).forEach(window -> starts.add(window.startsAt()));

        assertEquals(starts.size(), new HashSet<>(starts).size());
        assertTrue(starts.size() >= 15, starts::toString);
    }

    @Test
    void countsAreRememberedByTimeAndNoLongerThanTold() {
        retrieve.add(true, false, false);
        for (var round = 0; round < 2_160; round++) {
            time.passMillis(10_000);
            retrieve.add(false, true, false);
        }

        var first = windows.between("retrieve", TEN, TEN.plusSeconds(10));
        time.passMillis(10_000);
        retrieve.add(false, false, false);

        assertEquals(new Counts(1, 1, 0), first);
        assertEquals(Counts.NONE, windows.between("retrieve", TEN, TEN.plusSeconds(10)));
        assertEquals(new Counts(360, 0, 360), windows.between("retrieve", time.now().minusSeconds(3_600), time.now().minusSeconds(5)));
        assertEquals(Counts.NONE, windows.between("rerank", TEN, time.now()));
    }

    @Test
    void whatNobodyTakesIsKeptWithinBounds() {
        for (var round = 0; round < 2_160 * 9 + 5; round++) {
            retrieve.add(false, false, false);
            time.passMillis(10_000);
        }
        windows.closeAll();

        assertEquals(2_160 * 9, windows.waiting());
        assertEquals(5, windows.lost());
        assertEquals(TEN.plusSeconds(50), windows.next().orElseThrow().startsAt());
    }

    /** Eight threads count while the time runs and windows are closed under them. */
    @Property(tries = 20)
    void nothingIsLostAndNothingCountedTwice(@ForAll @IntRange(min = 1, max = 50) int step) throws Exception {
        var millis = new AtomicLong(TEN.toEpochMilli());
        var shared = windows(new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return Instant.ofEpochMilli(millis.addAndGet(step));
            }
        });
        var counting = shared.of("retrieve");
        try (var threads = Executors.newFixedThreadPool(8)) {
            var work = IntStream.range(0, 8).mapToObj(thread -> threads.submit(() -> {
                for (var count = 0; count < 2_000; count++) {
                    counting.add(count % 10 == 0, count % 10 == 1, count % 10 == 2);
                    if (count % 100 == 0) {
                        shared.close();
                    }
                }
            })).toList();
            for (var done : work) {
                done.get();
            }
        }
        shared.closeAll();

        var sum = new long[4];
        var ids = new HashSet<Instant>();
        for (var window : taken(shared)) {
            assertTrue(ids.add(window.startsAt()));
            sum[0] += window.total();
            sum[1] += window.failed();
            sum[2] += window.late();
            sum[3] += window.degraded();
        }
        assertEquals(List.of(16_000L, 1_600L, 1_600L, 1_600L), List.of(sum[0], sum[1], sum[2], sum[3]));
    }

    private static SliceWindows windows(Clock clock) {
        return new SliceWindows("retrieval", "retrieval-1", SloSettings.DEFAULTS, clock, () -> "abc");
    }

    private static List<SliceWindow> taken(SliceWindows windows) {
        var all = new ArrayList<SliceWindow>();
        for (var next = windows.next(); next.isPresent(); next = windows.next()) {
            all.add(next.get());
            windows.taken(next.get());
        }
        return all;
    }
}
