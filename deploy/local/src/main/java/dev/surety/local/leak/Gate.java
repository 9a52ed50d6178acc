package dev.surety.local.leak;

import dev.surety.local.leak.fault.Fault;
import dev.surety.local.leak.fault.Faults;
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
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * World after world: draw it, put it on the stage, let everybody aim at everything while it changes, and search whatever comes back. Start reading here.
 *
 * <p>A check is one principal aiming by one way at one document whose verdict is known while the request is under way, when the product served the
 * request and everything that came back was searched for every canary of the world.
 */
final class Gate {

    private static final Duration SAY_EVERY = Duration.ofSeconds(5);
    /** Where everything is refused there is no check, however long one shoots. */
    private static final Duration LONGEST_SHARE = Duration.ofMinutes(5);

    private final Stage stage;
    private final Settings settings;
    private final PrintWriter out;
    private final Score score = new Score();
    private final RandomGenerator random;
    private final Withheld withheld;
    private final Instant started = Instant.now();

    Gate(Stage stage, Settings settings, PrintWriter out) {
        this.stage = stage;
        this.settings = settings;
        this.out = out;
        this.withheld = new Withheld(stage.line());
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(settings.seed());
    }

    /** @return whether nothing leaked and the gate was able to see */
    boolean run() throws IOException, InterruptedException {
        var defects = new ArrayList<>(Surface.gaps(stage.line()));
        var faults = Faults.named(settings.faults());
        // What the faults do not get.
        var calm = faults.isEmpty() ? settings.checks() : settings.checks() / 2;
        var before = withheld.count().orElse(0);
        while (score.checks() < calm && score.leaks().isEmpty()) {
            season(Math.min(calm, score.checks() + settings.perWorld()));
        }
        defects.addAll(tookOut(before));
        for (var fault : faults) {
            if (score.leaks().isEmpty()) {
                defects.addAll(season(fault, (settings.checks() - calm) / faults.size()));
            }
        }
        defects.addAll(score.blindness());
        var swept = new Sweep(stage.site(), stage.line(), stage.library()).run();
        return verdict(defects, swept);
    }

    /** One world that changes while everybody aims, without a fault. */
    private void season(long until) throws IOException, InterruptedException {
        var state = stage.maker(branch()).draw();
        say("world of %d documents and %d principals".formatted(stage.library().documents().size(), state.principals().size()));
        var world = stage.show(state);
        say("it is in place");
        var judge = new Judge(world, score);
        var shooter = new Shooter(world, stage.ways(world), judge, score, branch(), settings.atOnce());
        var progress = new Progress();
        try (var mover = new Mover(stage, world, stage.maker(branch()), judge, score, branch())) {
            shooter.shootUntil(until, progress::said);
            say("%,d checks, %d moves".formatted(score.checks(), mover.moves()));
        }
        if (!score.leaks().isEmpty()) {
            explain(world, state);
        }
    }

    /** One world in which something goes wrong. */
    private List<String> season(Fault fault, long checks) throws IOException, InterruptedException {
        var state = stage.maker(branch()).draw();
        var world = stage.show(state);
        say("fault " + fault.name());
        var judge = new Judge(world, score);
        var before = withheld.count().orElse(0);
        judge.expectWithheld(fault.takesTheFilterAway());
        score.judgePromises(false);
        try {
            fault.play(new OnStage(world, judge, checks));
        } finally {
            score.judgePromises(true);
        }
        if (!score.leaks().isEmpty()) {
            explain(world, state);
        }
        return fault.takesTheFilterAway() ? List.of() : tookOut(before);
    }

    /** Retrieval may have been started again meanwhile, and then counts from nothing. */
    private List<String> tookOut(long before) throws IOException, InterruptedException {
        var after = withheld.count();
        if (after.isEmpty()) {
            return List.of("retrieval does not count what its last check takes out");
        }
        return after.getAsLong() > before
                ? List.of("retrieval's last check had to take out %d passages: the engine's own filter let them through".formatted(after.getAsLong() - before))
                : List.of();
    }

    /** A generator of its own, so that what others draw at the same time changes nothing. */
    private RandomGenerator branch() {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(random.nextLong());
    }

    private void explain(World world, World.State earlier) throws IOException, InterruptedException {
        var leak = score.leaks().getFirst();
        print("LEAK by %s: %s saw document %d".formatted(leak.way(), leak.who(), leak.document().number()));
        print("  request  %s, id %s".formatted(leak.reply().request(), leak.reply().requestId()));
        print("  where    " + leak.where());
        print("  seed     " + settings.seed());
        if (settings.shrinkTries() == 0) {
            return;
        }
        var whole = new Case(settings.seed(), leak.way(), leak.who(), leak.aimed().stream().map(Document::number).toList(),
                leak.document().number(), earlier, world.latest());
        var smallest = new Replay(stage).shrunk(whole, settings.shrinkTries(), this::say);
        var file = stage.site().state().root().resolve("leak").resolve("case-" + settings.seed() + ".json");
        if (smallest.isPresent()) {
            smallest.get().write(file);
            print("  shrunk   to " + smallest.get().size());
            print("  replay   make leak-test CASE=" + shown(file));
        } else {
            print("  replay   the case alone does not leak again: make leak-test SEED=%d CHECKS=%d".formatted(settings.seed(), settings.checks()));
        }
    }

    private static String shown(Path file) {
        var here = Path.of("").toAbsolutePath();
        return file.startsWith(here) ? here.relativize(file).toString() : file.toString();
    }

    private boolean verdict(List<String> defects, List<String> swept) {
        score.table().forEach(this::print);
        print(stage.timings().summary());
        print("surface: %d operations, each aimed at or unable to carry a document".formatted(Surface.OPERATIONS.size()));
        defects.forEach(defect -> print("DEFECT: " + defect));
        swept.forEach(leak -> print("LEAK: " + leak));
        var leaks = score.leaks().size() + swept.size();
        var seconds = Math.max(1, Duration.between(started, Instant.now()).toSeconds());
        print("%,d checks in %d s, %,d a second".formatted(score.checks(), seconds, score.checks() / seconds));
        print("leaks: %d checks: %d seed: %d".formatted(leaks, score.checks(), settings.seed()));
        return leaks == 0 && defects.isEmpty();
    }

    private void say(String what) {
        print(String.format(Locale.ROOT, "%6.1f s  %s", Duration.between(started, Instant.now()).toMillis() / 1000.0, what));
    }

    private void print(String text) {
        out.println(text);
        out.flush();
    }

    /** A world in which a fault takes place. */
    private final class OnStage implements Scene {

        private final World world;
        private final Judge judge;
        private final Shooter shooter;
        private final WorldMaker maker = stage.maker(branch());
        private final RandomGenerator own = branch();
        private final long checks;

        OnStage(World world, Judge judge, long checks) {
            this.world = world;
            this.judge = judge;
            this.checks = checks;
            this.shooter = new Shooter(world, stage.ways(world), judge, score, branch(), settings.atOnce());
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
        }

        @Override
        public void done(Move move) {
            world.done(move);
            stage.setup().note(move);
        }

        @Override
        public void shoot(double share) throws IOException, InterruptedException {
            var progress = new Progress();
            var patience = Instant.now().plus(LONGEST_SHARE);
            shooter.shootUntil(score.checks() + Math.round(checks * share), () -> progress.said() || Instant.now().isAfter(patience));
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
            Gate.this.say(what);
        }
    }

    /** Says how far it is, from time to time. */
    private final class Progress {

        private Instant last = Instant.now();

        /** @return false: going on */
        boolean said() {
            var now = Instant.now();
            if (Duration.between(last, now).compareTo(SAY_EVERY) > 0) {
                last = now;
                say("%,d of %,d checks, %d leaks".formatted(score.checks(), settings.checks(), score.leaks().size()));
            }
            return false;
        }
    }
}
