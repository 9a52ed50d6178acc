package dev.surety.local.corpus;

import java.io.PrintWriter;

/** One line on the terminal that is written over as a load goes on. */
public final class ProgressLine implements LoadProgress {

    private final PrintWriter out;

    public ProgressLine(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void at(int done, int total) {
        out.printf("\r  %d of %d documents indexed", done, total);
        out.flush();
    }
}
