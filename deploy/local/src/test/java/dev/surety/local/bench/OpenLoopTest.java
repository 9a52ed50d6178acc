package dev.surety.local.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class OpenLoopTest {

    @Test
    void requestsArriveWhetherOrNotEarlierOnesAreAnswered() throws IOException, InterruptedException {
        var secondCame = new CountDownLatch(2);

        var samples = OpenLoop.run(200, Duration.ofMillis(100), 1, number -> {
            secondCame.countDown();
            secondCame.await();
            return number;
        });

        assertTrue(samples.size() >= 2);
        assertEquals(0, samples.getFirst().reply());
    }

    @Test
    void requestWithoutAReplyEndsTheRun() {
        assertThrows(IOException.class, () -> OpenLoop.run(200, Duration.ofMillis(20), 1, number -> {
            throw new IOException("nobody there");
        }));
    }
}
