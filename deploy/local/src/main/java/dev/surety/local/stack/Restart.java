package dev.surety.local.stack;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import picocli.CommandLine;

/** Some parts of the stack, started again when their settings differ from those they run with; the rest runs on. */
public final class Restart {

    private Restart() {}

    /**
     * Returns when the parts are ready.
     *
     * @param parts       names, with commas between them
     * @param environment settings of the whole stack
     * @throws IOException with what the stack said, when one does not start
     */
    public static void of(String parts, Map<String, String> environment) throws IOException {
        var said = new StringWriter();
        var exit = new CommandLine(new Up(environment, (site, out) -> {}))
                .setOut(new PrintWriter(said))
                .setErr(new PrintWriter(said))
                .execute("--only", parts);
        if (exit != 0) {
            throw new IOException(parts + " did not start: " + said.toString().strip());
        }
    }
}
