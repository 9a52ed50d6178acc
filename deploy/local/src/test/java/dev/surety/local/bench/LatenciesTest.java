package dev.surety.local.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatenciesTest {

    @Test
    void percentilesAreValuesThatWereMeasured() {
        var oneToHundred = IntStream.rangeClosed(1, 100).mapToObj(Duration::ofMillis).toList().reversed();

        var latencies = Latencies.of(oneToHundred);

        assertEquals(new Latencies(100, 50, 95, 100, 50.5), latencies);
    }

    @Test
    void oneRequestIsEveryPercentile() {
        assertEquals(new Latencies(1, 7.5, 7.5, 7.5, 7.5), Latencies.of(List.of(Duration.ofNanos(7_500_000))));
    }

    @Test
    void noRequestsAreAllZero() {
        assertEquals(new Latencies(0, 0, 0, 0, 0), Latencies.of(List.of()));
    }

    @ParameterizedTest
    @CsvSource({"0.01, 10", "0.25, 10", "0.26, 20", "0.5, 20", "0.51, 30", "0.95, 40", "1.0, 40"})
    void nearestRankIsTheSmallestValueThatTheShareDoesNotExceed(double share, double value) {
        assertEquals(value, Latencies.nearestRank(new double[] {10, 20, 30, 40}, share));
    }
}
