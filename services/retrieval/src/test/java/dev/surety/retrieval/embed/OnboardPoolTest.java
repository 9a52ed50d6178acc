package dev.surety.retrieval.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.retrieval.embed.EmbeddingModel.Purpose;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OnboardPoolTest {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);
    // Keeps the one thread busy for a second or so, until it is cancelled.
    private static final String LONG = "leave ".repeat(30_000);

    private final OnboardPool pool = new OnboardPool(new OnnxModel(OnboardModel.MINI_LM), 1, 3);

    @AfterEach
    void close() {
        close(pool);
    }

    @Test
    void questionsOvertakePassages() {
        var order = Collections.synchronizedList(new ArrayList<String>());
        var first = pool.embed(LONG, Purpose.PASSAGE).subscribe().asCompletionStage();
        var passage = embed("a passage", Purpose.PASSAGE).thenRun(() -> order.add("passage"));
        var question = embed("a question", Purpose.QUERY).thenRun(() -> order.add("question"));

        first.cancel(true);
        CompletableFuture.allOf(passage, question).orTimeout(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS).join();

        assertEquals(List.of("question", "passage"), order);
    }

    @Test
    void passagesWithoutAPlaceAreRefusedAndQuestionsStillHaveOne() {
        var taken = List.of(embed(LONG, Purpose.PASSAGE), embed("b", Purpose.PASSAGE), embed("c", Purpose.PASSAGE));

        var refusal = assertThrows(
                ProblemException.class, () -> pool.embed("one too many", Purpose.PASSAGE).await().atMost(LONG_ENOUGH));
        var question = embed("a question", Purpose.QUERY);

        assertEquals(ProblemType.OVERLOADED, refusal.type());
        taken.getFirst().cancel(true);
        assertEquals(384, question.join().values().length);
    }

    @Test
    void placesComeBack() {
        for (var round = 0; round < 5; round++) {
            assertEquals(384, pool.embed("a passage", Purpose.PASSAGE).await().atMost(LONG_ENOUGH).values().length);
        }
    }

    @Test
    void whoeverWaitsWhenThePoolClosesIsTold() {
        var closing = new OnboardPool(new OnnxModel(OnboardModel.MINI_LM), 1, 3);
        var running = closing.embed(LONG, Purpose.PASSAGE).subscribe().asCompletionStage();
        var waiting = closing.embed("waits", Purpose.PASSAGE).subscribe().asCompletionStage();

        var closed = CompletableFuture.runAsync(() -> close(closing));
        var refusal = assertThrows(CompletionException.class, waiting::join);

        assertEquals("this replica is stopping", refusal.getCause().getMessage());
        running.cancel(true);
        closed.join();
    }

    private CompletableFuture<EmbeddingModel.Vector> embed(String text, Purpose purpose) {
        return pool.embed(text, purpose).subscribe().asCompletionStage();
    }

    private static void close(OnboardPool pool) {
        try {
            pool.close();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
