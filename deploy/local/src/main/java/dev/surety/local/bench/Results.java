package dev.surety.local.bench;

import dev.surety.local.state.Checkout;
import dev.surety.local.state.Site;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

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
        return new Report.Run(Instant.now().truncatedTo(ChronoUnit.SECONDS), command, commit(), Machine.here());
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

    private String commit() throws IOException, InterruptedException {
        try {
            var head = git("rev-parse", "--short=12", "HEAD");
            // The results of earlier benchmarks are no change of what is measured.
            return git("status", "--porcelain", "--", ".", ":!eval/benchmarks").isEmpty() ? head : head + "-dirty";
        } catch (IOException noGit) {
            return "unknown";
        }
    }

    private String git(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("git", "-C", checkout.root().toString()));
        command.addAll(List.of(words));
        var process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (var output = process.inputReader()) {
            var text = String.join("\n", output.readAllLines());
            if (process.waitFor() != 0) {
                throw new IOException("git tells nothing here");
            }
            return text;
        }
    }
}
