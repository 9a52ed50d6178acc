package dev.surety.local.leak;

import dev.surety.local.leak.stack.Passes;
import dev.surety.local.leak.way.Way;
import dev.surety.local.leak.world.Document;
import dev.surety.local.leak.world.Verdict;
import dev.surety.local.leak.world.World;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Draws who aims at what by which way, and lets a few of them do so at the same time. */
final class Shooter {

    private static final int DRAWS_PER_TARGET = 12;

    private final World world;
    private final List<Way> ways;
    private final int weights;
    private final Judge judge;
    private final Score score;
    private final RandomGenerator random;
    private final int atOnce;

    Shooter(World world, List<Way> ways, Judge judge, Score score, RandomGenerator random, int atOnce) {
        this.world = world;
        this.ways = List.copyOf(ways);
        this.weights = ways.stream().mapToInt(Way::weight).sum();
        this.judge = judge;
        this.score = score;
        this.random = random;
        this.atOnce = atOnce;
    }

    /** Shoots until it is enough, or something leaked. */
    void shootUntil(BooleanSupplier enough) throws IOException, InterruptedException {
        var free = new Semaphore(atOnce);
        var broken = new AtomicReference<@Nullable Exception>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            while (!enough.getAsBoolean() && score.leaks().isEmpty() && broken.get() == null) {
                var way = way();
                var who = world.names().get(random.nextInt(world.names().size()));
                var targets = targets(who, way);
                if (!targets.isEmpty()) {
                    free.acquire();
                    threads.submit(() -> {
                        try {
                            shoot(way, who, targets);
                        } catch (IOException | InterruptedException | RuntimeException failure) {
                            broken.compareAndSet(null, failure);
                        } finally {
                            free.release();
                        }
                    });
                }
            }
        }
        rethrow(broken.get());
    }

    /** One shot, judged. */
    void shoot(Way way, String who, List<Document> targets) throws IOException, InterruptedException {
        var principal = world.principal(who);
        try {
            judge.judge(way, principal, way.aim(principal, targets));
        } catch (Passes.NoPass refused) {
            score.refused(way);
        }
    }

    private static void rethrow(@Nullable Exception failure) throws IOException, InterruptedException {
        switch (failure) {
            case null -> {}
            case IOException io -> throw io;
            case InterruptedException interrupted -> throw interrupted;
            default -> throw new IllegalStateException(failure);
        }
    }

    private Way way() {
        var at = random.nextInt(weights);
        for (var way : ways) {
            at -= way.weight();
            if (at < 0) {
                return way;
            }
        }
        throw new IllegalStateException("weights add up to " + weights);
    }

    private List<Document> targets(String who, Way way) {
        if (way.isForPeopleOnly() && world.principal(who).service()) {
            return List.of();
        }
        var targets = new LinkedHashSet<Document>();
        for (var number = 0; number < way.most(); number++) {
            var wanted = random.nextDouble() < way.hiddenShare() ? Verdict.HIDDEN : Verdict.VISIBLE;
            for (var draw = 0; draw < DRAWS_PER_TARGET; draw++) {
                var document = world.library().document(random.nextInt(world.library().documents().size()));
                if (!targets.contains(document) && world.verdict(who, document) == wanted) {
                    targets.add(document);
                    break;
                }
            }
        }
        return List.copyOf(targets);
    }
}
