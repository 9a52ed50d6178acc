package dev.surety.local.leak;

import dev.surety.local.leak.stack.Passes;
import dev.surety.local.leak.way.Revoked;
import dev.surety.local.leak.way.StaleGrant;
import dev.surety.local.leak.world.Document;
import dev.surety.local.leak.world.Move;
import dev.surety.local.leak.world.Principal;
import dev.surety.local.leak.world.Verdict;
import dev.surety.local.leak.world.World;
import dev.surety.local.leak.world.WorldMaker;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Changes the world while others look: access, deletions, re-creations, groups. Every few moves it takes something from somebody who has just used it, a document or a
 * group, and has them look again once the change must hold: by the same words, or with the grant of before.
 */
final class Mover implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int CHASE_EVERY = 3;
    private static final int HOLD_EVERY = 12;
    private static final int DRAWS = 200;
    private static final int PEOPLE_DRAWN = 4;
    private static final int MOST_LOST = 40;

    private final World world;
    private final WorldMaker maker;
    private final Stage stage;
    private final Revoked revoked;
    private final Judge judge;
    private final Score score;
    private final RandomGenerator random;
    private final AtomicReference<@Nullable Exception> broken = new AtomicReference<>();
    private final ArrayDeque<Chase> chases = new ArrayDeque<>();
    private final AtomicInteger moves = new AtomicInteger();
    private final Thread thread;
    private volatile boolean settling;

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

    /** Somebody from whom something was taken, and when that must hold. */
    private sealed interface Chase {

        String who();

        Instant due();

        /** They were told of the document, and it was taken away. */
        record Told(String who, Document document, String answer, Instant due) implements Chase {}

        /** They hold a grant from before they left a group that let them see these. */
        record Holds(String who, String grant, List<Document> lost, Instant due) implements Chase {}
    }

    int moves() {
        return moves.get();
    }

    /** How long it may take, from now on, until it has settled. */
    Duration toSettle() {
        return world.bound().plus(PAUSE);
    }

    /** From now on nothing changes; what was taken away is still looked after. */
    void settle() {
        settling = true;
    }

    /** Whether everybody has looked again from whom something was taken, or nobody ever will. */
    boolean isSettled() {
        return !thread.isAlive();
    }

    /** Whether it came to an end that {@link #close()} tells of. */
    boolean isBroken() {
        return broken.get() != null;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        settle();
        thread.join();
        if (broken.get() instanceof IOException failure) {
            throw failure;
        }
        if (broken.get() instanceof RuntimeException defect) {
            throw defect;
        }
        if (broken.get() instanceof InterruptedException stopped) {
            throw stopped;
        }
    }

    private void move() {
        try {
            while (!settling) {
                lookAgain(Instant.now());
                var number = moves.getAndIncrement();
                if (number % HOLD_EVERY == 1) {
                    holdAGrant();
                } else if (number % CHASE_EVERY == 0) {
                    takeADocument();
                } else {
                    stage.make(world, maker.move(world));
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
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

    private void takeADocument() throws IOException, InterruptedException {
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
        chases.add(new Chase.Told(who.name(), document, answer.get(), due()));
    }

    /** A little later than the bound: the oracle counts from the moment at which the change was told. */
    private Instant due() {
        return Instant.now().plus(toSettle());
    }

    /** What one may see, chosen because they may. */
    private record Pair(String who, Document document) {}

    private Optional<Pair> pair() {
        for (var draw = 0; draw < DRAWS; draw++) {
            var who = world.names().get(random.nextInt(world.names().size()));
            var document = world.library().document(random.nextInt(world.library().documents().size()));
            if (!world.principal(who).service() && world.verdict(who, document) == Verdict.VISIBLE) {
                return Optional.of(new Pair(who, document));
            }
        }
        return Optional.empty();
    }

    /** Somebody leaves the group that they can least do without, of those whose leaving makes their grants invalid. */
    private void holdAGrant() throws IOException, InterruptedException {
        for (var draw = 0; draw < PEOPLE_DRAWN; draw++) {
            var who = world.principal(world.names().get(random.nextInt(world.names().size())));
            var fewest = who;
            List<Document> most = List.of();
            for (var group : who.groups()) {
                var rest = new HashSet<>(who.groups());
                rest.remove(group);
                var without = who.in(rest);
                var lost = stage.passes().outdates(who, without) ? lost(who, without) : List.<Document>of();
                if (lost.size() > most.size()) {
                    fewest = without;
                    most = lost;
                }
            }
            if (!most.isEmpty()) {
                var grant = stage.passes().freshGrant(who);
                stage.make(world, new Move.Moved(fewest));
                chases.add(new Chase.Holds(who.name(), grant, most, due()));
                return;
            }
        }
    }

    private List<Document> lost(Principal who, Principal without) {
        return world.library().documents().stream()
                .filter(document -> world.verdict(who.name(), document) == Verdict.VISIBLE && !world.maySeeAtLast(without, document))
                .limit(MOST_LOST)
                .toList();
    }

    private void lookAgain(Instant now) throws IOException, InterruptedException {
        while (!chases.isEmpty() && !chases.getFirst().due().isAfter(now)) {
            var chase = chases.removeFirst();
            var who = world.principal(chase.who());
            switch (chase) {
                case Chase.Told(var _, var document, var answer, var _) -> lookAgain(who, document, answer);
                case Chase.Holds(var _, var grant, var lost, var _) -> {
                    var old = new StaleGrant(stage.line(), grant);
                    judge.judge(old, who, old.aim(who, lost));
                }
            }
        }
    }

    private void lookAgain(Principal who, Document document, String answer) throws IOException, InterruptedException {
        try {
            judge.judge(revoked, who, revoked.aimAgain(who, document, answer));
        } catch (Passes.NoPass refused) {
            score.refused(revoked);
        }
    }
}
