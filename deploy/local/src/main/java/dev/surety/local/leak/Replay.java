package dev.surety.local.leak;

import dev.surety.local.leak.way.Way;
import dev.surety.local.leak.world.Document;
import dev.surety.local.leak.world.Verdict;
import dev.surety.local.leak.world.World;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Plays a case again, and makes it smaller. */
final class Replay {

    private static final int SHOTS = 3;

    private final Stage stage;

    Replay(Stage stage) {
        this.stage = stage;
    }

    /**
     * A smaller case that leaks as this one does; empty when this one does not when it is played alone.
     *
     * @param tries how often the stack may be asked
     */
    Optional<Case> shrunk(Case whole, int tries, Consumer<String> say) throws IOException, InterruptedException {
        // A held grant can't be kept in a file.
        if (stage.allWays(stage.show(whole.now())).stream().noneMatch(way -> way.name().equals(whole.way()))) {
            return Optional.empty();
        }
        var still = leaks(whole.withEarlier(null)) ? whole.withEarlier(null) : whole;
        if (still.earlier() != null && !leaks(still)) {
            return Optional.empty();
        }
        say.accept("it leaks when played alone: " + still.size());
        return Optional.of(new Shrinker(
                        one -> {
                            var leaks = leaks(one);
                            if (leaks) {
                                say.accept("still leaks with " + one.size());
                            }
                            return leaks;
                        },
                        tries)
                .shrink(still));
    }

    /** Whether the case leaks now. */
    boolean leaks(Case one) throws IOException, InterruptedException {
        return !leaksOf(one).isEmpty();
    }

    List<Leak> leaksOf(Case one) throws IOException, InterruptedException {
        if (one.now().principals().stream().noneMatch(principal -> principal.name().equals(one.who()))) {
            return List.of();
        }
        if (one.earlier() != null) {
            var before = stage.show(one.earlier());
            way(before, one).aim(before.principal(one.who()), aimed(one));
        }
        var world = stage.show(one.now());
        if (one.earlier() != null) {
            TimeUnit.MILLISECONDS.sleep(world.bound().toMillis());
        }
        var leaked = stage.library().document(one.leaked());
        var way = way(world, one);
        if (!way.opensNothing() && world.verdict(one.who(), leaked) != Verdict.HIDDEN) {
            return List.of();
        }
        var score = new Score();
        var judge = new Judge(world, score);
        for (var shot = 0; shot < SHOTS && score.leaks().isEmpty(); shot++) {
            judge.judge(way, world.principal(one.who()), way.aim(world.principal(one.who()), aimed(one)));
        }
        return score.leaks();
    }

    private List<Document> aimed(Case one) {
        return one.aimed().stream().map(stage.library()::document).toList();
    }

    private Way way(World world, Case one) {
        return stage.allWays(world).stream()
                .filter(way -> way.name().equals(one.way()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no way named " + one.way()));
    }
}
