package dev.surety.local.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClosedLoopTest {

    @Test
    void askersWorkAtTheSameTimeAndRepliesKeepTheirOrder() throws Exception {
        // Nobody passes unless four ask at once.
        var together = new CyclicBarrier(4);

        var run = ClosedLoop.run(4, 12, number -> {
            try {
                together.await(10, TimeUnit.SECONDS);
            } catch (BrokenBarrierException | TimeoutException alone) {
                throw new IOException(alone);
            }
            return number;
        });

        assertEquals(IntStream.range(0, 12).boxed().toList(), run.samples().stream().map(ClosedLoop.Sample::reply).toList());
    }

    @Test
    void requestWithoutAReplyEndsTheRun() {
        assertThrows(IOException.class, () -> ClosedLoop.run(2, 5, number -> {
            if (number == 3) {
                throw new IOException("gone");
            }
            return number;
        }));
    }
}
