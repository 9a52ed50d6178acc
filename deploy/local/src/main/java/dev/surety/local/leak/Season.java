package dev.surety.local.leak;

import dev.surety.local.leak.fault.Fault;
import dev.surety.local.leak.fault.Scene;
import dev.surety.local.leak.stack.Line;
import dev.surety.local.leak.stack.Passes;
import dev.surety.local.leak.stack.Publisher;
import dev.surety.local.leak.way.Way;
import dev.surety.local.leak.world.Document;
import dev.surety.local.leak.world.Move;
import dev.surety.local.leak.world.World;
import dev.surety.local.leak.world.WorldMaker;
import dev.surety.local.state.Site;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** One world, from its drawing to the last shot in it. All that is drawn for it comes from one seed, so that it can be had again without those before it. */
final class Season {

    /** Where everything is refused there is no check, however long one shoots. */
    private static final Duration LONGEST_SHARE = Duration.ofMinutes(5);
    private static final Duration SAY_EVERY = Duration.ofSeconds(5);
    /** Of the checks, those that are made while nothing changes any more, at most. */
    private static final double MOST_SETTLED = 0.25;

    private final Stage stage;
    private final Settings settings;
    private final RandomGenerator random;
    private final Consumer<String> say;
    private final World.State beginning;
    private final World world;
    private final Score score;
    private final Judge judge;
    private final Instant started = Instant.now();
    private Instant lastSaid = Instant.now();
    private int moves;

    /** Draws a world and puts it on the stage. */
    Season(Stage stage, Settings settings, long seed, Score score, Consumer<String> say) throws IOException, InterruptedException {
        this.stage = stage;
        this.settings = settings;
        this.random = generator(seed);
        this.say = say;
        this.score = score;
        this.beginning = stage.maker(branch()).draw();
        this.world = stage.show(beginning);
        this.judge = new Judge(world, score);
        say.accept("a world of %d documents and %d principals is in place".formatted(stage.library().documents().size(), beginning.principals().size()));
    }

    static RandomGenerator generator(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    World world() {
        return world;
    }

    /** As the world was when it was shown. */
    World.State beginning() {
        return beginning;
    }

    Score score() {
        return score;
    }

    int moves() {
        return moves;
    }

    Duration took() {
        return Duration.between(started, Instant.now());
    }

    /** The world changes while everybody aims. Towards the end it stands still, so that whoever lost something can look again, and the others go on meanwhile. */
    void play(long checks) throws IOException, InterruptedException {
        var shooter = shooter(way -> true);
        var begun = Instant.now();
        try (var mover = new Mover(stage, world, stage.maker(branch()), judge, score, branch())) {
            shooter.shootUntil(() -> {
                sayHowFar(checks);
                var done = score.checks();
                var pace = (double) done / Math.max(1, Duration.between(begun, Instant.now()).toMillis());
                if (checks - done <= Math.min(MOST_SETTLED * checks, pace * mover.toSettle().toMillis())) {
                    mover.settle();
                }
                return done >= checks && mover.isSettled() || mover.isBroken();
            });
            moves = mover.moves();
        }
    }

    /** Something goes wrong while everybody aims. */
    void play(Fault fault, long checks) throws IOException, InterruptedException {
        fault.play(new OnStage(shooter(way -> !(fault.isInTheIndexAlone() && way.asksTheRegister())), checks));
    }

    private Shooter shooter(Predicate<Way> wanted) {
        return new Shooter(world, stage.ways(world).stream().filter(wanted).toList(), judge, score, branch(), settings.atOnce());
    }

    /** A generator of its own, so that what others draw at the same time changes nothing. */
    private RandomGenerator branch() {
        return generator(random.nextLong());
    }

    private void sayHowFar(long checks) {
        var now = Instant.now();
        if (Duration.between(lastSaid, now).compareTo(SAY_EVERY) > 0) {
            lastSaid = now;
            say.accept("%,d of %,d checks in this world, %d leaks".formatted(score.checks(), checks, score.leaks().size()));
        }
    }

    /** A world in which a fault takes place. */
    private final class OnStage implements Scene {

        private final Shooter shooter;
        private final WorldMaker maker = stage.maker(branch());
        private final RandomGenerator own = branch();
        private final long checks;

        OnStage(Shooter shooter, long checks) {
            this.shooter = shooter;
            this.checks = checks;
        }

        @Override
        public World world() {
            return world;
        }

        @Override
        public Site site() {
            return stage.site();
        }

        @Override
        public Map<String, String> environment() {
            return stage.environment();
        }

        @Override
        public Line line() {
            return stage.line();
        }

        @Override
        public Passes passes() {
            return stage.passes();
        }

        @Override
        public Publisher publisher() {
            return stage.publisher();
        }

        @Override
        public RandomGenerator random() {
            return own;
        }

        @Override
        public Move move() {
            return maker.move(world);
        }

        @Override
        public void make(Move move) throws IOException, InterruptedException {
            stage.make(world, move);
            moves++;
        }

        @Override
        public void done(Move move) {
            world.done(move);
            stage.setup().note(move);
            moves++;
        }

        @Override
        public void shoot(double share) throws IOException, InterruptedException {
            var enough = score.checks() + Math.round(checks * share);
            var patience = Instant.now().plus(LONGEST_SHARE);
            shooter.shootUntil(() -> {
                sayHowFar(checks);
                return score.checks() >= enough || Instant.now().isAfter(patience);
            });
            say("%,d checks".formatted(score.checks()));
        }

        @Override
        public void shoot(Way way, String who, List<Document> at) throws IOException, InterruptedException {
            shooter.shoot(way, who, at);
        }

        @Override
        public void awaitBound() throws InterruptedException {
            TimeUnit.MILLISECONDS.sleep(settings.bound().plusSeconds(1).toMillis());
        }

        @Override
        public void awaitIngestion() throws IOException, InterruptedException {
            stage.setup().awaitIngestion();
        }

        @Override
        public void say(String what) {
            say.accept(what);
        }
    }
}
