package dev.surety.local.stack;

import dev.surety.local.state.StateFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Lets one command at a time start or stop parts. The system takes it back from a command that was killed. */
final class StackLock implements AutoCloseable {

    private final FileChannel channel;

    private StackLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws IllegalStateException when another command holds it */
    static StackLock take(StateFolder state) throws IOException {
        Path file = state.root().resolve("lock");
        Files.createDirectories(state.root());
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new IllegalStateException("another `make up`, `down` or `reset` works on " + state.root() + ": wait for it to end");
        }
        return new StackLock(channel);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
