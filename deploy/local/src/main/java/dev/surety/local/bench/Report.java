package dev.surety.local.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a benchmark measured, as a page for readers and as data for comparisons.
 *
 * @param name    of the benchmark, also of its files
 * @param run     when, where and how it ran
 * @param results figures, as data
 * @param says    what the page says before the tables, one paragraph each
 * @param tables  of the page
 */
public record Report(String name, Run run, Object results, List<String> says, List<Table> tables) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    public Report {
        says = List.copyOf(says);
        tables = List.copyOf(tables);
    }

    /**
     * When, where and how a benchmark ran.
     *
     * @param at      when it began
     * @param command that repeats it
     * @param commit  of the checkout, with {@code -dirty} when something in it was changed
     * @param machine that it ran on
     */
    public record Run(Instant at, String command, String commit, Machine machine) {}

    @JsonPropertyOrder({"benchmark", "at", "command", "commit", "machine", "results"})
    private record Data(
            @JsonProperty String benchmark,
            @JsonProperty Instant at,
            @JsonProperty String command,
            @JsonProperty String commit,
            @JsonProperty Machine machine,
            @JsonProperty Object results) {}

    String page() {
        var head = """
                # %s

                Measured %s at commit %s with `%s`
                on %s.

                """.formatted(name, run.at(), run.commit(), run.command(), run.machine().line());
        var words = says.stream().map(paragraph -> paragraph + "\n\n").collect(Collectors.joining());
        return head + words + tables.stream().map(Table::markdown).collect(Collectors.joining("\n"));
    }

    String data() throws IOException {
        return JSON.writeValueAsString(new Data(name, run.at(), run.command(), run.commit(), run.machine(), results)) + "\n";
    }

    /** Writes {@code <name>.md} and {@code <name>.json}; what an earlier run wrote is replaced. */
    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(name + ".md"), page());
        Files.writeString(folder.resolve(name + ".json"), data());
    }
}
