package dev.surety.edge;

import dev.surety.contract.RedactionPurpose;
import dev.surety.redaction.Redactor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.logging.LoggingFilter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.logging.Filter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.LogContext;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of every line what no log may keep: of its message, of the exception's and its causes' words, of the diagnostic context. Every handler has it as its
 * filter: those of the configuration from the first line on (META-INF/microprofile-config.properties), others from the end of start-up on. It keeps no line back. A line that can't be looked through is printed without its words.
 */
@LoggingFilter(name = RedactedLines.NAME)
public final class RedactedLines implements Filter {

    static final String NAME = "redaction";

    // Made by us or by the tracer, and never read from anybody: ids, which may look like numbers of anything.
    private static final Pattern ID = Pattern.compile("[0-9a-f]{16,32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|true|false");
    private static final Redaction WITHOUT_CONTRACT = new Redaction(Redactor.withoutContract(), new SimpleMeterRegistry());
    // How many lines this thread is looking through: a library that the redactor uses, or what gives it its rules, may have something to say itself.
    private static final ThreadLocal<Integer> DEPTH = ThreadLocal.withInitial(() -> 0);
    private static final int DEEPEST = 2;

    private static volatile @Nullable Redactions redactions;

    /** From now on as the contract in force says; before, as one that says nothing. */
    static void by(Redactions inForce) {
        redactions = inForce;
    }

    static void byNoContract() {
        redactions = null;
    }

    /** Gives itself to each handler that has another filter, or none, before that one. */
    static void guardEveryHandler() {
        var lines = new RedactedLines();
        var context = LogContext.getLogContext();
        context.getLoggerNames().asIterator().forEachRemaining(name -> {
            var logger = context.getLoggerIfExists(name);
            if (logger != null) {
                guard(lines, logger.getHandlers());
            }
        });
    }

    private static void guard(RedactedLines lines, Handler[] handlers) {
        for (var handler : handlers) {
            var inner = handler instanceof ExtHandler outer ? outer.getHandlers() : new Handler[0];
            if (inner.length > 0) {
                guard(lines, inner);
            } else if (!(handler.getFilter() instanceof RedactedLines)) {
                var before = handler.getFilter();
                handler.setFilter(before == null ? lines : line -> lines.isLoggable(line) && before.isLoggable(line));
            }
        }
    }

    @Override
    public boolean isLoggable(LogRecord line) {
        var depth = DEPTH.get();
        if (depth == DEEPEST) {
            withhold(line, "the redactor's own");
            return true;
        }
        DEPTH.set(depth + 1);
        try {
            redact(line, words(depth == 0 ? redactions : null));
        } catch (RuntimeException | Error failed) {
            // Whatever it is: a line that nobody looked through is not printed, and a log must not stop the work that it tells of.
            withhold(line, failed.getClass().getSimpleName());
        } finally {
            if (depth == 0) {
                DEPTH.remove();
            } else {
                DEPTH.set(depth);
            }
        }
        return true;
    }

    private static void redact(LogRecord line, UnaryOperator<String> words) {
        var message = ExtLogRecord.wrap(line).getFormattedMessage();
        if (message != null) {
            var redacted = words.apply(message);
            if (!redacted.equals(message)) {
                replace(line, redacted);
            }
        }
        if (line.getThrown() != null) {
            line.setThrown(RedactedFailure.of(line.getThrown(), words));
        }
        if (line instanceof ExtLogRecord record) {
            context(record, words);
        }
    }

    private static UnaryOperator<String> words(@Nullable Redactions current) {
        var redaction = current == null ? WITHOUT_CONTRACT : current.inForce();
        return text -> redaction.bounded(text, RedactionPurpose.LOG);
    }

    private static void context(ExtLogRecord line, UnaryOperator<String> words) {
        if (line.getNdc() != null && !line.getNdc().isEmpty()) {
            line.setNdc(words.apply(line.getNdc()));
        }
        var before = line.getMdcCopy();
        Map<String, String> after = new LinkedHashMap<>();
        before.forEach((key, value) -> after.put(key, value == null || ID.matcher(value).matches() ? value : words.apply(value)));
        if (!after.equals(before)) {
            line.setMdc(after);
        }
    }

    private static void withhold(LogRecord line, String why) {
        replace(line, "a line could not be redacted and is left out reason=" + why
                + (line.getThrown() == null ? "" : " cause=" + line.getThrown().getClass().getName()));
        line.setThrown(null);
        if (line instanceof ExtLogRecord record) {
            record.setNdc("");
            context(record, text -> "");
        }
    }

    private static void replace(LogRecord line, String text) {
        if (line instanceof ExtLogRecord record) {
            record.setMessage(text, ExtLogRecord.FormatStyle.NO_FORMAT);
        } else {
            line.setMessage(text);
        }
        line.setParameters(null);
        line.setResourceBundle(null);
    }
}
