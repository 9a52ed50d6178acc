package dev.surety.inference.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.request.RequestId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JournalTest {

    private final Journal journal = new Journal(RequestId.next(), Instant.EPOCH, line -> {});

    @Test
    void thereIsOneRecordUnlessItCouldNotBePutAway() {
        assertTrue(journal.claimRecord());
        assertFalse(journal.claimRecord());

        journal.giveRecordBack();

        assertTrue(journal.claimRecord());
        assertFalse(journal.claimRecord());
    }

    @Test
    void whatStillRunsIsEndedFromTheInsideAndOnce() {
        var ended = new ArrayList<String>();
        journal.whenAbandoned(() -> ended.add("stage"));
        journal.whenAbandoned(() -> ended.add("call"));

        journal.abandon();
        journal.abandon();

        assertEquals(List.of("call", "stage"), ended);
    }

    @Test
    void whatBeginsTooLateIsEndedAtOnce() {
        var ended = new ArrayList<String>();
        journal.abandon();

        journal.whenAbandoned(() -> ended.add("call"));

        assertEquals(List.of("call"), ended);
    }
}
