package dev.surety.local.leak;

import dev.surety.local.leak.stack.Passes;
import dev.surety.local.leak.way.Revoked;
import dev.surety.local.leak.world.Document;
import dev.surety.local.leak.world.Verdict;
import dev.surety.local.leak.world.World;
import dev.surety.local.leak.world.WorldMaker;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Changes the world while others look: access, deletions, re-creations, groups. Every few moves it takes a document from somebody who has just been told of
 * it, and has them look again once the change must hold.
 */
final class Mover implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(700);
    private static final int CHASE_EVERY = 3;
    private static final int DRAWS = 200;

    private final World world;
    private final WorldMaker maker;
    private final Stage stage;
    private final Revoked revoked;
    private final Judge judge;
    private final Score score;
    private final RandomGenerator random;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicReference<@Nullable Exception> broken = new AtomicReference<>();
    private final ArrayDeque<Chase> chases = new ArrayDeque<>();
    private final Thread thread;
    private int moves;

    Mover(Stage stage, World world, WorldMaker maker, Judge judge, Score score, RandomGenerator random) {
        this.world = world;
        this.maker = maker;
        this.stage = stage;
        this.revoked = stage.revoked(world);
        this.judge = judge;
        this.score = score;
        this.random = random;
        this.thread = Thread.ofVirtual().name("mover").start(this::move);
    }

    /** Somebody from whom a document was taken, and when that must hold. */
    private record Chase(String who, Document document, String answer, Instant due) {}

    int moves() {
        return moves;
    }

    /** Stops moving, and looks after every chase that is still open. */
    @Override
    public void close() throws IOException, InterruptedException {
        stopped.countDown();
        thread.join();
        if (broken.get() instanceof IOException failure) {
            throw failure;
        }
        if (broken.get() instanceof RuntimeException defect) {
            throw defect;
        }
    }

    private void move() {
        try {
            while (!stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                lookAgain(Instant.now());
                if (moves++ % CHASE_EVERY == 0) {
                    chase();
                } else {
                    stage.make(world, maker.move(world));
                }
            }
            while (!chases.isEmpty() && score.leaks().isEmpty()) {
                var left = Duration.between(Instant.now(), chases.getFirst().due());
                if (left.isPositive()) {
                    TimeUnit.MILLISECONDS.sleep(left.toMillis());
                }
                lookAgain(Instant.now());
            }
        } catch (IOException | InterruptedException | RuntimeException failure) {
            broken.set(failure);
        }
    }

    private void chase() throws IOException, InterruptedException {
        var pair = pair();
        if (pair.isEmpty()) {
            return;
        }
        var who = world.principal(pair.get().who());
        var document = pair.get().document();
        var answer = revoked.ask(who, document);
        var access = world.access(document);
        if (answer.isEmpty() || access.isEmpty()) {
            return;
        }
        stage.make(world, maker.takingFrom(who, document, access.get(), world.latest().nesting()));
        // A little later than the bound: the oracle counts from the moment at which the change was told.
        chases.add(new Chase(who.name(), document, answer.get(), Instant.now().plus(world.bound()).plus(PAUSE)));
    }

    private Optional<Chase> pair() {
        for (var draw = 0; draw < DRAWS; draw++) {
            var who = world.names().get(random.nextInt(world.names().size()));
            var document = world.library().document(random.nextInt(world.library().documents().size()));
            if (!world.principal(who).service() && world.verdict(who, document) == Verdict.VISIBLE) {
                return Optional.of(new Chase(who, document, "", Instant.MAX));
            }
        }
        return Optional.empty();
    }

    private void lookAgain(Instant now) throws IOException, InterruptedException {
        while (!chases.isEmpty() && !chases.getFirst().due().isAfter(now)) {
            var chase = chases.removeFirst();
            var who = world.principal(chase.who());
            try {
                judge.judge(revoked, who, revoked.aimAgain(who, chase.document(), chase.answer()));
            } catch (Passes.NoPass refused) {
                score.refused(revoked);
            }
        }
    }
}
