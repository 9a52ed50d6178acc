package dev.surety.identity.grant;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Asks again until the answer is the one that is wanted, or time is up. */
final class Eventually {

    private static final Duration PAUSE = Duration.ofMillis(200);

    private Eventually() {}

    /** The last answer. */
    static <T> T within(Duration atMost, Supplier<T> question, T wanted) {
        var end = Instant.now().plus(atMost);
        var answer = question.get();
        while (!wanted.equals(answer) && Instant.now().isBefore(end)) {
            LockSupport.parkNanos(PAUSE.toNanos());
            answer = question.get();
        }
        return answer;
    }
}
