package dev.surety.local.stack;

import dev.surety.local.state.Site;
import java.io.IOException;
import java.io.PrintWriter;

/** Fills the running stack with the demo company's handbook. */
@FunctionalInterface
public interface DemoCompany {

    /** Publishes what is not there yet, telling its progress; a second call finds everything in place and returns soon. */
    void load(Site site, PrintWriter out) throws IOException, InterruptedException;
}
