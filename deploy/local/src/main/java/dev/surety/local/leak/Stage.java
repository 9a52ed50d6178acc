package dev.surety.local.leak;

import dev.surety.local.leak.stack.Directory;
import dev.surety.local.leak.stack.KeycloakDirectory;
import dev.surety.local.leak.stack.Line;
import dev.surety.local.leak.stack.Passes;
import dev.surety.local.leak.stack.Publisher;
import dev.surety.local.leak.stack.ScimDirectory;
import dev.surety.local.leak.way.Field;
import dev.surety.local.leak.way.Revoked;
import dev.surety.local.leak.way.Timings;
import dev.surety.local.leak.way.Way;
import dev.surety.local.leak.way.Ways;
import dev.surety.local.leak.world.Library;
import dev.surety.local.leak.world.Move;
import dev.surety.local.leak.world.World;
import dev.surety.local.leak.world.WorldMaker;
import dev.surety.local.process.RunFile;
import dev.surety.local.state.Site;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** What stays the same from world to world: the library, the stack, and how the gate speaks to it. */
final class Stage implements AutoCloseable {

    /** A grant of this age still tells of a state that may be met. */
    private static final Duration SPARE = Duration.ofSeconds(3);

    private final Map<String, String> environment;
    private final Site site;
    private final Settings settings;
    private final Library library;
    private final Line line;
    private final Passes passes;
    private final Publisher publisher;
    private final Setup setup;
    private final Timings timings = new Timings();

    Stage(Map<String, String> environment, Settings settings) throws IOException {
        this.environment = Map.copyOf(environment);
        this.site = Site.from(environment);
        this.settings = settings;
        this.library = Library.of(settings.documents());
        this.line = new Line(site);
        Directory directory = switch (settings.directory()) {
            case TOKEN -> new KeycloakDirectory(site);
            case SCIM -> new ScimDirectory(site, line, WorldMaker.groupNames());
        };
        this.passes = new Passes(directory, line, settings.bound().minus(SPARE).isPositive() ? settings.bound().minus(SPARE) : Duration.ZERO);
        this.publisher = new Publisher(site);
        this.setup = new Setup(site, library, line, directory, passes, publisher);
    }

    /**
     * What the services are made of that run now, as one short word.
     *
     * @throws IOException when one of them does not run
     */
    static String build(Site site) throws IOException {
        var made = new StringBuilder();
        for (var service : Surface.SERVICES) {
            made.append(RunFile.read(site.state().run(service))
                    .orElseThrow(() -> new IOException(service + " does not run: make up"))
                    .fingerprint()).append('\n');
        }
        return Integer.toHexString(made.toString().hashCode());
    }

    /** Settings of the stack. */
    Map<String, String> environment() {
        return environment;
    }

    Site site() {
        return site;
    }

    Library library() {
        return library;
    }

    Line line() {
        return line;
    }

    Passes passes() {
        return passes;
    }

    Publisher publisher() {
        return publisher;
    }

    Setup setup() {
        return setup;
    }

    Timings timings() {
        return timings;
    }

    /** Puts a world on the stage; returns when all of it holds. */
    World show(World.State state) throws IOException, InterruptedException {
        setup.apply(state);
        return new World(library, state, settings.bound());
    }

    /** A change that everybody is told of. */
    void make(World world, Move move) throws IOException, InterruptedException {
        world.begin(move);
        if (move instanceof Move.Moved(var principal)) {
            passes.change(principal);
        } else {
            publisher.tell(move);
        }
        world.done(move);
        setup.note(move);
    }

    /** Draws for a world on this stage. */
    WorldMaker maker(RandomGenerator random) {
        return new WorldMaker(library, random, settings.directory() == Settings.Kept.SCIM);
    }

    /** The ways to aim at a world, as far as the settings want them. */
    List<Way> ways(World world) {
        var all = allWays(world);
        settings.ways().stream().filter(name -> all.stream().noneMatch(way -> way.name().equals(name))).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("WAYS names " + name + "; there are " + String.join(", ", all.stream().map(Way::name).toList()));
        });
        return all.stream().filter(way -> settings.ways().isEmpty() || settings.ways().contains(way.name())).toList();
    }

    List<Way> allWays(World world) {
        return Stream.concat(Ways.all(new Field(world, line, passes), timings).stream(), Stream.of(revoked(world))).toList();
    }

    Revoked revoked(World world) {
        return new Revoked(new Field(world, line, passes));
    }

    @Override
    public void close() {
        setup.close();
        publisher.close();
    }
}
