package dev.surety.smallmodel;

import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A model that does what the last message says: {@code wait} writes a piece and then waits until the test lets it go or the service stops it,
 * {@code break} fails, anything else is repeated. A token is a character.
 */
@Alternative
@Singleton
class ScriptedModel implements Model {

    static final int CONTEXT = 256;
    private static final int POLL_MILLIS = 5;

    private volatile CountDownLatch gate = new CountDownLatch(1);
    private volatile CountDownLatch waiting = new CountDownLatch(1);
    private volatile CountDownLatch stopped = new CountDownLatch(1);
    private volatile Asked asked = new Asked("", null, 0, 0);

    /** What it was last asked to write. */
    record Asked(String prompt, @Nullable String grammar, int longest, float temperature) {}

    /** Forgets what was. */
    void reset() {
        gate.countDown();
        gate = new CountDownLatch(1);
        waiting = new CountDownLatch(1);
        stopped = new CountDownLatch(1);
    }

    /** Lets everybody go who waits. */
    void release() {
        gate.countDown();
    }

    /** Whether it began to wait within ten seconds. */
    boolean isWaiting() throws InterruptedException {
        return waiting.await(10, TimeUnit.SECONDS);
    }

    /** Whether the service stopped a reply within ten seconds. */
    boolean wasStopped() throws InterruptedException {
        return stopped.await(10, TimeUnit.SECONDS);
    }

    Asked asked() {
        return asked;
    }

    @Override
    public int count(String text) {
        return text.length();
    }

    @Override
    public int contextTokens() {
        return CONTEXT;
    }

    @Override
    public String prompt(@Nullable String system, List<ChatRequest.Message> turns) {
        return turns.stream().map(turn -> turn.role() + ":" + turn.content()).collect(Collectors.joining("|", system == null ? "" : system + "|", ""));
    }

    @Override
    public String grammarOf(String jsonSchema) {
        return "grammar of " + jsonSchema;
    }

    @Override
    public void write(String prompt, @Nullable String grammar, int longest, float temperature, Consumer<String> piece, BooleanSupplier stop) {
        asked = new Asked(prompt, grammar, longest, temperature);
        var last = prompt.substring(prompt.lastIndexOf(':') + 1);
        switch (last) {
            case "wait" -> waitForTheTest(piece, stop);
            case "break" -> throw new IllegalArgumentException("a secret of the library");
            default -> last.chars().mapToObj(Character::toString).forEach(piece);
        }
    }

    private void waitForTheTest(Consumer<String> piece, BooleanSupplier stop) {
        piece.accept("waiting");
        waiting.countDown();
        try {
            while (!gate.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                if (stop.getAsBoolean()) {
                    stopped.countDown();
                    return;
                }
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }
}
