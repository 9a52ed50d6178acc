package dev.surety.local.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.local.bench.IngestionBench.Load;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IngestionBenchTest {

    @Test
    void speedIsOfTheWholeTimeAndSharesAreOfTheWork() {
        var load = Load.of(20, 100, 8, Map.of("embed", 15.0, "index", 4.0, "parse", 1.0));

        assertEquals(List.of(2.5, 12.5, 0.75, 0.0), List.of(load.documentsPerSecond(), load.passagesPerSecond(), load.share("embed"), load.share("read")));
    }

    @Test
    void loadWithoutWorkHasNoShares() {
        assertEquals(0, Load.of(20, 0, 1, Map.of()).share("embed"));
    }
}
