package dev.surety.local.corpus;

import dev.surety.index.IndexNames;
import dev.surety.local.ask.Given;
import dev.surety.local.state.Site;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Publishes a folder and its people. */
@Command(name = "load", mixinStandardHelpOptions = true,
        description = "Publishes the folder in the variable DIR, by its acl.yaml, under the index in the variable INDEX, and creates the people of its users.yaml.")
public final class LoadCommand implements Callable<Integer> {

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    public LoadCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() throws Exception {
        var folder = Path.of(Given.of(environment, "DIR", "DIR=path/to/folder"));
        var index = Given.of(environment, "INDEX", "INDEX=handbook");
        if (!index.matches(IndexNames.PATTERN)) {
            throw new IllegalArgumentException("INDEX=" + index + ": use up to 40 lower-case letters, digits and hyphens");
        }
        var out = spec.commandLine().getOut();
        var loaded = new CorpusLoader(Site.from(environment), new ProgressLine(out)).load(folder, index);
        out.println();
        out.println("index " + index + ": " + loaded.summary());
        out.flush();
        return loaded.deadLetters() == 0 ? 0 : 1;
    }
}
