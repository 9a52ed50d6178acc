package dev.surety.local.leak;

import dev.surety.local.leak.fault.Fault;
import dev.surety.local.leak.fault.Faults;
import dev.surety.local.leak.way.Ways;
import dev.surety.local.leak.world.Document;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * World after world: draw it, put it on the stage, let everybody aim at everything while it changes, and search whatever comes back. Start reading here.
 *
 * <p>A check is one principal aiming by one way at one document whose verdict is known while the request is under way, when the product served the
 * request and everything that came back was searched for every canary of the world.
 */
final class Gate {

    /** Questions that were asked before by somebody who may know: of so many, one comes from the cache. */
    private static final long FEWEST_FOR_A_HIT = 20;

    private final Stage stage;
    private final Settings settings;
    private final Book book;
    private final Path log;
    private final PrintWriter out;
    private final Score score = new Score();
    private final List<String> defects = new ArrayList<>();
    private final Meter withheld;
    private final Meter cached;
    private final Instant started = Instant.now();

    /** @param log where the run is described once it is done */
    Gate(Stage stage, Book book, Path log, PrintWriter out) {
        this.stage = stage;
        this.settings = book.settings();
        this.book = book;
        this.log = log;
        this.out = out;
        this.withheld = Meter.withheld(stage.line());
        this.cached = Meter.cached(stage.line());
    }

    /** @return whether nothing leaked and the gate was able to see */
    boolean run() throws IOException, InterruptedException {
        var gaps = Surface.gaps(stage.line());
        goOn();
        var faults = Faults.named(settings.faults());
        // What the faults do not get.
        var calm = faults.isEmpty() ? settings.checks() : settings.checks() / 2;
        while (score.checks() < calm && score.leaks().isEmpty()) {
            season(null, Math.min(settings.perWorld(), calm - score.checks()));
        }
        var left = faults.stream().filter(fault -> book.pages().stream().noneMatch(page -> page.fault().equals(fault.name()))).toList();
        for (var fault : left) {
            if (score.leaks().isEmpty()) {
                season(fault, (settings.checks() - calm) / faults.size());
            }
        }
        defects.addAll(gaps);
        defects.addAll(score.blindness());
        return verdict(new Sweep(stage.site(), stage.line(), stage.library()).run());
    }

    /** After the worlds that an earlier run was done with, if it was stopped. */
    private void goOn() {
        if (!book.pages().isEmpty()) {
            book.pages().forEach(page -> {
                score.add(page.tallies());
                defects.addAll(page.defects());
            });
            say("goes on after world %d and %,d checks; to begin anew, delete %s".formatted(book.pages().getLast().number(), score.checks(), shown(book.file())));
        }
    }

    /** One world: it changes while everybody aims, or something goes wrong. */
    private void season(@Nullable Fault fault, long checks) throws IOException, InterruptedException {
        var number = settings.firstWorld() + book.pages().size();
        var seed = seed(number);
        say("world %d, seed %d%s".formatted(number, seed, fault == null ? "" : ", fault " + fault.name()));
        var before = withheld.count().orElse(0);
        var cachedBefore = cached.count().orElse(0);
        var season = new Season(stage, settings, seed, fault == null ? new Score() : Score.withoutPromises(), this::say);
        if (fault == null) {
            season.play(checks);
        } else {
            season.play(fault, checks);
        }
        score.add(season.score());
        if (!score.leaks().isEmpty()) {
            explain(season);
            return;
        }
        var wrong = new ArrayList<>(fault != null && fault.takesTheFilterAway() ? List.<String>of() : tookOut(before));
        if (fault == null && season.score().shots(Ways.EXACT_CACHE) >= FEWEST_FOR_A_HIT && cached.count().orElse(0) == cachedBefore) {
            wrong.add("no answer came from the cache: whom it gives what to was not seen");
        }
        defects.addAll(wrong);
        var page = new Book.Page(number, seed, fault == null ? "" : fault.name(), season.moves(), season.took().toMillis(), wrong, season.score().tallies());
        book.add(page);
        say(page.text().lines().findFirst().orElseThrow());
    }

    /** Each world has a seed of its own, which those before it do not change. */
    private long seed(int number) {
        var random = Season.generator(settings.seed());
        for (var skipped = 1; skipped < number; skipped++) {
            random.nextLong();
        }
        return random.nextLong();
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

    private void explain(Season season) throws IOException, InterruptedException {
        var leak = score.leaks().getFirst();
        print("LEAK by %s: %s saw document %d".formatted(leak.way(), leak.who(), leak.document().number()));
        print("  request  %s, id %s".formatted(leak.reply().request(), leak.reply().requestId()));
        print("  where    " + leak.where());
        print("  seed     " + settings.seed());
        if (settings.shrinkTries() == 0) {
            return;
        }
        var whole = new Case(settings.seed(), leak.way(), leak.who(), leak.aimed().stream().map(Document::number).toList(),
                leak.document().number(), season.beginning(), season.world().latest());
        var smallest = new Replay(stage).shrunk(whole, settings.shrinkTries(), this::say);
        var file = stage.site().state().root().resolve("leak").resolve("case-" + settings.seed() + ".json");
        if (smallest.isPresent()) {
            smallest.get().write(file);
            print("  shrunk   to " + smallest.get().size());
            print("  replay   make leak-test CASE=" + shown(file));
        } else {
            print("  replay   the case alone does not leak again: make leak-test SEED=%d WORLD=%d CHECKS=%d DOCUMENTS=%d".formatted(
                    settings.seed(), settings.firstWorld() + book.pages().size(), Math.min(settings.checks(), settings.perWorld()), settings.documents()));
        }
    }

    private static String shown(Path file) {
        var here = Path.of("").toAbsolutePath();
        return file.startsWith(here) ? here.relativize(file).toString() : file.toString();
    }

    private boolean verdict(List<String> swept) throws IOException {
        var leaks = score.leaks().size() + swept.size();
        var seconds = Math.max(1, Duration.between(started, Instant.now()).toSeconds());
        var ending = new ArrayList<>(score.table());
        ending.add(stage.timings().summary());
        ending.add("surface: %d operations, each aimed at or unable to carry a document".formatted(Surface.OPERATIONS.size()));
        defects.forEach(defect -> ending.add("DEFECT: " + defect));
        swept.forEach(leak -> ending.add("LEAK: " + leak));
        ending.add(String.format(Locale.ROOT, "%,d checks; the last part of the run took %d s", score.checks(), seconds));
        ending.add("leaks: %d checks: %d seed: %d".formatted(leaks, score.checks(), settings.seed()));
        book.close(log, ending);
        ending.subList(0, ending.size() - 1).forEach(this::print);
        print("log: " + shown(log));
        print(ending.getLast());
        return leaks == 0 && defects.isEmpty();
    }

    private void say(String what) {
        print(String.format(Locale.ROOT, "%6.1f s  %s", Duration.between(started, Instant.now()).toMillis() / 1000.0, what));
    }

    private void print(String text) {
        out.println(text);
        out.flush();
    }
}
