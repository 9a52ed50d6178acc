package dev.surety.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

class RedactedLinesTest {

    private static final String CARD = "4111 1111 1111 1111";
    private static final String MAIL = "ada.lovelace@kestrelquay.example";
    private static final String TOKEN = "ghp_1234567890abcdefghijABCDEFGHIJ123456";
    private static final String REQUEST = "0197f0a4-1234-7234-8111-411111111111";

    private final RedactedLines lines = new RedactedLines();

    @Test
    void aMessageAndItsParametersLoseWhatNoLogMayKeep() {
        var line = line("paid with %s by %s", CARD, MAIL);

        assertTrue(lines.isLoggable(line));

        assertEquals("paid with [payment-card] by [email]", line.getFormattedMessage());
        assertFalse(Arrays.toString(line.getParameters()).contains("4111"));
    }

    @Test
    void aLineWithNothingInItStaysAsItIs() {
        var failure = new IllegalStateException("no", new IllegalArgumentException("way"));
        var line = line("contract changed policyVersion=%s at=%s", "0123456789ab", "2026-11-30T18:05:23Z");
        line.setThrown(failure);

        assertTrue(lines.isLoggable(line));

        assertEquals("contract changed policyVersion=%s at=%s", line.getMessage());
        assertEquals(FormatStyle.PRINTF, line.getFormatStyle());
        assertSame(failure, line.getThrown());
    }

    @Test
    void anExceptionLosesItInEveryCauseAndKeepsNamesAndPlaces() {
        var cause = new IllegalArgumentException("value " + CARD);
        var failure = new IllegalStateException("token " + TOKEN, cause);
        failure.addSuppressed(new RuntimeException("from " + MAIL));
        var line = line("request failed");
        line.setThrown(failure);

        lines.isLoggable(line);

        var text = printed(line.getThrown());
        for (var secret : List.of("4111", TOKEN, MAIL)) {
            assertFalse(text.contains(secret), text);
        }
        assertTrue(text.startsWith("java.lang.IllegalStateException: "), text);
        assertTrue(text.contains("Caused by: java.lang.IllegalArgumentException: value [payment-card]"), text);
        assertTrue(text.contains("Suppressed: java.lang.RuntimeException: from [email]"), text);
        assertTrue(text.contains("RedactedLinesTest.anExceptionLosesItInEveryCauseAndKeepsNamesAndPlaces"), text);
        assertFalse(new PatternFormatter("%s%e").format(line).contains("4111"));
    }

    @Test
    void exceptionsThatCauseEachOtherComeToAnEnd() {
        var one = new IllegalStateException("one " + CARD);
        var other = new IllegalStateException("other", one);
        one.initCause(other);
        var line = line("request failed");
        line.setThrown(one);

        lines.isLoggable(line);

        assertFalse(printed(line.getThrown()).contains("4111"));
    }

    @Test
    void theContextLosesItAndIdsStay() {
        var line = line("request refused");
        line.setMdc(Map.of("requestId", REQUEST, "traceId", "41111111111111114111111111111111", "user", MAIL));
        line.setNdc("for " + MAIL);

        lines.isLoggable(line);

        assertEquals(Map.of("requestId", REQUEST, "traceId", "41111111111111114111111111111111", "user", "[email]"), line.getMdcCopy());
        assertEquals("for [email]", line.getNdc());
    }

    @Test
    void aLineThatCantBeLookedThroughIsPrintedWithoutItsWords() {
        var line = line("paid with %s", CARD);
        line.setMdc(Map.of("requestId", REQUEST, "user", MAIL));
        line.setThrown(new RuntimeException() {
            @Override
            public String toString() {
                throw new IllegalStateException(CARD);
            }
        });

        assertTrue(lines.isLoggable(line));

        assertTrue(line.getFormattedMessage().startsWith("a line could not be redacted and is left out reason=IllegalStateException cause="), line.getMessage());
        assertEquals(null, line.getThrown());
        assertEquals(Map.of("requestId", REQUEST, "user", ""), line.getMdcCopy());
    }

    @Test
    void aLineThatIsTooLongEndsBeforeWhatMayBeCutByTheBound() {
        for (var over = 0; over <= CARD.length(); over++) {
            var filler = "word ".repeat(Redaction.LONGEST);
            var line = line(filler.substring(0, Redaction.LONGEST - over) + " " + CARD + " and " + "more ".repeat(1000));

            lines.isLoggable(line);

            var text = line.getFormattedMessage().split("…");
            assertFalse(text[0].contains("4"), text[0].substring(Redaction.LONGEST - 60));
            assertTrue(text[1].endsWith("characters, the rest is left out)"), text[1]);
        }
    }

    private static ExtLogRecord line(String message, Object... parameters) {
        var line = new ExtLogRecord(Level.WARNING, message, FormatStyle.PRINTF, RedactedLinesTest.class.getName());
        line.setParameters(parameters.length == 0 ? null : parameters);
        return line;
    }

    private static String printed(Throwable thrown) {
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
