package dev.surety.local.leak.fault;

import dev.surety.local.leak.stack.Line;
import dev.surety.local.leak.stack.Passes;
import dev.surety.local.leak.stack.Publisher;
import dev.surety.local.leak.way.Way;
import dev.surety.local.leak.world.Document;
import dev.surety.local.leak.world.Move;
import dev.surety.local.leak.world.World;
import dev.surety.local.state.Site;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Where a fault takes place: a world on a running stack, and people who aim on demand. */
public interface Scene {

    World world();

    Site site();

    /** The settings of the stack. */
    Map<String, String> environment();

    Line line();

    Passes passes();

    Publisher publisher();

    RandomGenerator random();

    /** A change of somebody's groups or of a document's access, not made yet. */
    Move move();

    /** A change that everybody knows of: begun, told, done. */
    void make(Move move) throws IOException, InterruptedException;

    /** The product has been told of a change that was begun. */
    void done(Move move);

    /** A part of the checks that this fault gets, 0 to 1, shot by everybody at everything. */
    void shoot(double share) throws IOException, InterruptedException;

    /** One shot, judged. */
    void shoot(Way way, String who, List<Document> at) throws IOException, InterruptedException;

    /** Returns when whatever was told by now must hold. */
    void awaitBound() throws InterruptedException;

    /** Returns when ingestion has dealt with all that it was told. */
    void awaitIngestion() throws IOException, InterruptedException;

    void say(String what);
}
