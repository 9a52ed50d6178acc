package dev.surety.local.stack;

import dev.surety.local.process.Part;
import dev.surety.local.process.ResidentMemory;
import dev.surety.local.process.RunFile;
import dev.surety.local.state.StateFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How every part is doing, one line each. */
final class StackTable {

    private static final String LINE = "%-16s  %-42s  %-9s  %8s  %8s%n";
    private static final double MEGABYTE = 1024.0 * 1024.0;

    private final StateFolder state;

    StackTable(StateFolder state) {
        this.state = state;
    }

    private enum Condition {
        READY("ready"), NOT_READY("not ready"), DIED("died"), STOPPED("stopped");

        private final String label;

        Condition(String label) {
            this.label = label;
        }
    }

    private record Row(Part part, Condition condition, String startUp, long memory) {}

    /** @return whether every part is ready */
    boolean print(List<Part> parts, PrintWriter out) throws IOException {
        var rows = new ArrayList<Row>();
        for (Part part : parts) {
            rows.add(row(part));
        }
        out.printf(LINE, "PART", "URL", "STATE", "START-UP", "MEMORY");
        rows.forEach(row -> out.printf(LINE, row.part().name(), row.part().url(), row.condition().label, row.startUp(), megabytes(row.memory())));
        out.printf(LINE, "", "", "", "", megabytes(rows.stream().mapToLong(Row::memory).sum()));
        rows.stream().filter(row -> row.condition() == Condition.DIED || row.condition() == Condition.NOT_READY)
                .forEach(row -> out.printf("%s: see %s%n", row.part().name(), state.log(row.part().name())));
        out.flush();
        return rows.stream().allMatch(row -> row.condition() == Condition.READY);
    }

    private Row row(Part part) throws IOException {
        Optional<RunFile> run = RunFile.read(state.run(part.name()));
        if (run.isEmpty()) {
            return new Row(part, Condition.STOPPED, "", 0);
        }
        Optional<ProcessHandle> process = run.get().process();
        if (process.isEmpty()) {
            return new Row(part, Condition.DIED, "", 0);
        }
        boolean ready = run.get().isReady() && part.ready();
        String startUp = run.get().isReady() ? String.format(Locale.ROOT, "%.1f s", run.get().startUp().toMillis() / 1000.0) : "";
        return new Row(part, ready ? Condition.READY : Condition.NOT_READY, startUp, ResidentMemory.of(process.get()));
    }

    private static String megabytes(long bytes) {
        return bytes == 0 ? "" : String.format(Locale.ROOT, "%.0f MB", bytes / MEGABYTE);
    }
}
