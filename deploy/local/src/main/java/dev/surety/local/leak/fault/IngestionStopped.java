package dev.surety.local.leak.fault;

import dev.surety.grant.Access;
import dev.surety.local.leak.stack.Publisher;
import dev.surety.local.leak.world.Document;
import dev.surety.local.leak.world.Move;
import dev.surety.local.process.RunFile;
import dev.surety.local.stack.Restart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Ingestion is killed while it closes documents, and started again: whatever it was told must hold afterwards, once and for all. */
final class IngestionStopped implements Fault {

    private static final int DOCUMENTS = 40;
    private static final int SECONDS_TO_END = 20;

    @Override
    public String name() {
        return "ingestion-stopped";
    }

    @Override
    public void play(Scene scene) throws IOException, InterruptedException {
        var moves = closings(scene);
        moves.forEach(scene.world()::begin);
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (var move : moves) {
            sent.add(scene.publisher().access(move.document(), move.access()));
        }
        for (var one : sent) {
            Publisher.await(one);
        }
        kill(scene);
        scene.say("ingestion is dead in the middle of %d changes".formatted(moves.size()));
        try {
            scene.shoot(0.4);
        } finally {
            Restart.of("ingestion", scene.environment());
        }
        scene.awaitIngestion();
        moves.forEach(scene::done);
        scene.awaitBound();
        scene.shoot(0.6);
    }

    private static List<Move.AccessChanged> closings(Scene scene) {
        var documents = new ArrayList<Document>(scene.world().library().documents());
        Collections.shuffle(documents, new Random(scene.random().nextLong()));
        return documents.stream()
                .filter(document -> scene.world().access(document).isPresent())
                .limit(DOCUMENTS)
                .map(document -> new Move.AccessChanged(document, new Access("copperline", Set.of(), Set.of(), 0)))
                .toList();
    }

    private static void kill(Scene scene) throws IOException, InterruptedException {
        var process = RunFile.read(scene.site().state().run("ingestion"))
                .flatMap(RunFile::process)
                .orElseThrow(() -> new IOException("ingestion does not run here: there is nothing to kill"));
        process.destroyForcibly();
        try {
            process.onExit().get(SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException stays) {
            throw new IOException("ingestion could not be killed", stays);
        }
    }
}
