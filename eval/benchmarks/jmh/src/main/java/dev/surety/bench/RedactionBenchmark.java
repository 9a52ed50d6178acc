package dev.surety.bench;

import dev.surety.contract.RedactionPurpose;
import dev.surety.redaction.KnownPeople;
import dev.surety.redaction.Redacted;
import dev.surety.redaction.Redactor;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A text of {@value RedactionTexts#LENGTH} characters, looked through whole and in pieces, and copied. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class RedactionBenchmark {

    // What a model sends at a time is some characters long; what comes from a socket some thousand.
    private static final int PIECE = 256;
    private static final int PEOPLE = 10_000;

    @Param({"prose", "logs", "json"})
    private String text;

    /** As in the contract, or all kinds with ten thousand people known. */
    @Param({"prompt", "answer", "log", "names"})
    private String kinds;

    private RedactionPurpose purpose;
    private Redactor redactor;
    private String input;

    @Setup
    public void setUp() throws IOException {
        input = RedactionTexts.of(text);
        purpose = kinds.equals("names") ? RedactionPurpose.EVENT : RedactionPurpose.of(kinds);
        redactor = kinds.equals("names") ? RedactionTexts.everyKind(PEOPLE) : Redactor.of(RedactionTexts.contract().contract(), KnownPeople.NOBODY);
    }

    /** The baseline: each character looked at and written once. */
    @Benchmark
    public String copy() {
        var copy = new StringBuilder(input.length());
        for (var index = 0; index < input.length(); index++) {
            copy.append(input.charAt(index));
        }
        return copy.toString();
    }

    @Benchmark
    public Redacted whole() {
        return redactor.redact(input, purpose);
    }

    @Benchmark
    public int stream() {
        var stream = redactor.stream(purpose);
        var length = 0;
        for (var at = 0; at < input.length(); at += PIECE) {
            length += stream.accept(input.substring(at, Math.min(input.length(), at + PIECE))).length();
        }
        return length + stream.end().length();
    }
}
