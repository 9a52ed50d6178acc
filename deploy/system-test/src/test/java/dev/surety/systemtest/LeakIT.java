package dev.surety.systemtest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The leak gate, short: another seed every time, which the last line of its log tells. */
class LeakIT {

    private static final Pattern LAST_LINE = Pattern.compile("leaks: (\\d+) checks: (\\d+) seed: -?\\d+");

    private static Stack stack;

    @BeforeAll
    static void up() throws Exception {
        stack = Stack.up();
    }

    @AfterAll
    static void down() throws Exception {
        if (stack != null) {
            stack.command("down");
        }
    }

    @Test
    void tenThousandChecksFindNoLeak() throws Exception {
        stack.command(Map.of("CHECKS", "10000"), "leak-test");

        assertEquals("0 leaks, enough checks", result(10_000));
    }

    @Test
    void halfADoneChangeASwitchOfTheIndexAndHeldGrantsLeakNothing() throws Exception {
        stack.command(Map.of("CHECKS", "4000", "FAULTS", "half-applied,release-switch,stale-grants"), "leak-test");

        // A fault that keeps requests from being served may cost some.
        assertEquals("0 leaks, enough checks", result(3_500));
    }

    private static String result(long least) throws Exception {
        var log = Files.readAllLines(Path.of("target", "stack-leak-test.log"));
        var last = LAST_LINE.matcher(log.getLast());
        if (!last.matches()) {
            return "the log ends with: " + log.getLast();
        }
        System.out.println(log.getLast());
        return last.group(1) + " leaks, " + (Long.parseLong(last.group(2)) >= least ? "enough" : "too few") + " checks";
    }
}
