package dev.surety.local.bench;

import dev.surety.local.state.Checkout;
import dev.surety.local.state.Site;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Where results go: to a folder, and to whoever waits at the terminal.
 *
 * @param checkout whose commit was measured
 * @param folder   of the pages and their data
 * @param out      the terminal
 */
public record Results(Checkout checkout, Path folder, PrintWriter out) {

    /** Those of a site: into the checkout's {@code eval/benchmarks} unless another folder is named. */
    static Results of(Site site, Path named, PrintWriter out) {
        return new Results(site.checkout(), named == null ? site.checkout().root().resolve("eval/benchmarks") : named, out);
    }

    /** Notes when, where and at which commit a benchmark begins. */
    public Report.Run begin(String command) throws IOException, InterruptedException {
        return new Report.Run(Instant.now().truncatedTo(ChronoUnit.SECONDS), command, checkout.commit("eval/benchmarks"), Machine.here());
    }

    void say(String line) {
        out.println(line);
        out.flush();
    }

    public void keep(Report report) throws IOException {
        report.write(folder);
        out.println();
        report.tables().forEach(table -> out.println(table.markdown()));
        say("written to " + folder.resolve(report.name() + ".md") + " and .json");
    }
}
