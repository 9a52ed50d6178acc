package dev.surety.local.stack;

import dev.surety.local.process.Part;
import dev.surety.local.process.PartFailure;
import dev.surety.local.process.PartStarter;
import dev.surety.local.process.PartStopper;
import dev.surety.local.process.RunFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Starts parts at the same time, each as soon as those it needs are ready; all of them, or none. */
final class SideBySide {

    private final PartStarter starter;
    private final PartStopper stopper;
    private final PrintWriter out;

    SideBySide(PartStarter starter, PartStopper stopper, PrintWriter out) {
        this.starter = starter;
        this.stopper = stopper;
        this.out = out;
    }

    /** @throws PartFailure of the first part that failed; the others are stopped by then */
    void start(List<Part> parts) throws IOException, InterruptedException {
        var begun = new ConcurrentLinkedDeque<String>();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        // Ctrl-C ends our JVM by its shutdown hooks, and must not leave half a stack behind.
        var undo = new Thread(() -> undo(threads, begun), "undo-start");
        Runtime.getRuntime().addShutdownHook(undo);
        boolean complete = false;
        try {
            startAll(parts, begun, threads);
            complete = true;
        } catch (ExecutionException failure) {
            throw rethrown(failure.getCause());
        } finally {
            if (!complete) {
                undo(threads, begun);
            }
            threads.close();
            forgetHook(undo);
        }
    }

    private void startAll(List<Part> parts, ConcurrentLinkedDeque<String> begun, ExecutorService threads)
            throws InterruptedException, ExecutionException {
        Map<String, CountDownLatch> ready = new HashMap<>();
        parts.forEach(part -> ready.put(part.name(), new CountDownLatch(1)));
        var starts = new ExecutorCompletionService<Part>(threads);
        for (Part part : parts) {
            starts.submit(() -> {
                for (String need : part.needs()) {
                    // What is not among these parts runs already, or was left out by the user.
                    if (ready.containsKey(need)) {
                        ready.get(need).await();
                    }
                }
                begun.addFirst(part.name());
                say("  %-16s starting", part.name());
                RunFile run = starter.start(part);
                say("  %-16s ready after %.1f s", part.name(), run.startUp().toMillis() / 1000.0);
                ready.get(part.name()).countDown();
                return part;
            });
        }
        for (int i = 0; i < parts.size(); i++) {
            starts.take().get();
        }
    }

    private synchronized void say(String format, Object... values) {
        // In one piece: the writer may be interrupted between a line and its end.
        out.print((format + "%n").formatted(values));
        out.flush();
    }

    /** Latest first. A start that is interrupted stops its own part. */
    private void undo(ExecutorService threads, ConcurrentLinkedDeque<String> begun) {
        threads.shutdownNow();
        threads.close();
        for (String part : begun) {
            try {
                stopper.stop(part);
            } catch (IOException failure) {
                // The others still have to be stopped.
                say("  %-16s could not be stopped: %s", part, failure.getMessage());
            }
        }
    }

    private static void forgetHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // Then the hook is what ends us, and has nothing left to do.
            return;
        }
    }

    private static RuntimeException rethrown(Throwable cause) throws IOException, InterruptedException {
        return switch (cause) {
            case IOException failure -> throw failure;
            case InterruptedException interrupted -> throw interrupted;
            case UncheckedIOException failure -> throw failure.getCause();
            case RuntimeException failure -> failure;
            default -> new IllegalStateException(cause);
        };
    }
}
