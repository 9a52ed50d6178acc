package dev.surety.local.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.local.bench.RevocationBench.Spread;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevocationBenchTest {

    @Test
    void oneInAHundredMayTakeLongerThanTheNinetyNinthPercentile() {
        var times = IntStream.rangeClosed(1, 200).mapToObj(Duration::ofMillis).toList();

        assertEquals(new Spread(200, 100, 190, 198, 200), Spread.of(times));
    }

    @Test
    void noTrialsTakeNoTime() {
        assertEquals(new Spread(0, 0, 0, 0, 0), Spread.of(List.of()));
    }

    @ParameterizedTest
    @CsvSource({"--kinds=theft, '--kinds holds access, deletion and group'", "--trials=2, '--trials is at least the number of kinds'"})
    void whatCannotBeMeasuredIsRefused(String option, String why) {
        var said = new StringWriter();
        var command = Bench.commandLine(Map.of()).setErr(new PrintWriter(said));

        assertEquals(2, command.execute("revocation", option));
        assertEquals(why, said.toString().lines().findFirst().orElse(""));
    }
}
