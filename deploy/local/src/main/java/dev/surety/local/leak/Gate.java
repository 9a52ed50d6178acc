package dev.surety.local.leak;

import dev.surety.local.leak.world.World;
import dev.surety.local.leak.world.WorldMaker;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

    private final Stage stage;
    private final Settings settings;
    private final PrintWriter out;
    private final Score score = new Score();
    private final RandomGenerator random;
    private final Instant started = Instant.now();

    Gate(Stage stage, Settings settings, PrintWriter out) {
        this.stage = stage;
        this.settings = settings;
        this.out = out;
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(settings.seed());
    }

    /** @return whether nothing leaked and the gate was able to see */
    boolean run() throws IOException, InterruptedException {
        var defects = new ArrayList<>(Surface.gaps(stage.line()));
        var withheld = new Withheld(stage.line());
        var before = withheld.count().orElse(0);
        while (score.checks() < settings.checks() && score.leaks().isEmpty()) {
            calm(Math.min(settings.checks(), score.checks() + settings.perWorld()));
        }
        var after = withheld.count();
        if (after.isEmpty()) {
            defects.add("retrieval does not count what its last check takes out");
        } else if (after.getAsLong() > before) {
            defects.add("retrieval's last check had to take out %d passages: the engine's own filter let them through".formatted(after.getAsLong() - before));
        }
        defects.addAll(score.blindness());
        var swept = new Sweep(stage.site(), stage.line(), stage.library()).run();
        return verdict(defects, swept);
    }

    /** One world, without a fault. */
    private void calm(long until) throws IOException, InterruptedException {
        var maker = new WorldMaker(stage.library(), random);
        var state = maker.draw();
        say("world of %d documents and %d principals".formatted(stage.library().documents().size(), state.principals().size()));
        var world = stage.show(state);
        say("it is in place");
        var judge = new Judge(world, score);
        var shooter = new Shooter(world, stage.ways(world), judge, score, branch(), settings.atOnce());
        var progress = new Progress();
        try (var mover = new Mover(world, new WorldMaker(stage.library(), branch()), stage.publisher(), stage.passes(), stage.setup(),
                stage.revoked(world), judge, score, branch())) {
            shooter.shootUntil(until, progress::said);
            say("%,d checks, %d moves".formatted(score.checks(), mover.moves()));
        }
        if (!score.leaks().isEmpty()) {
            explain(world, state);
        }
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
        var whole = new Case(settings.seed(), leak.way(), leak.who(), leak.aimed().stream().map(document -> document.number()).toList(),
                leak.document().number(), earlier, world.latest());
        var replay = new Replay(stage);
        var smallest = replay.shrunk(whole, this::say);
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
