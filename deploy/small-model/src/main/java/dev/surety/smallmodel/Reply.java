package dev.surety.smallmodel;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A reply while it is written: one thread writes, another one reads, and either may give up. */
final class Reply {

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final AtomicBoolean abandoned = new AtomicBoolean();

    private sealed interface Event {

        record Piece(String text) implements Event {}

        record End(Usage usage) implements Event {}

        record Failure(RuntimeException cause) implements Event {}
    }

    void piece(String text) {
        events.add(new Event.Piece(text));
    }

    void end(Usage usage) {
        events.add(new Event.End(usage));
    }

    void fail(RuntimeException cause) {
        events.add(new Event.Failure(cause));
    }

    /** Nobody reads any more. */
    void abandon() {
        abandoned.set(true);
    }

    boolean isAbandoned() {
        return abandoned.get();
    }

    /** Reads to the end; blocks between the pieces. */
    Usage read(Consumer<String> piece) throws InterruptedException {
        try {
            while (true) {
                switch (events.take()) {
                    case Event.Piece one -> piece.accept(one.text());
                    case Event.End end -> {
                        return end.usage();
                    }
                    case Event.Failure failure -> throw failure.cause();
                }
            }
        } finally {
            abandon();
        }
    }
}
