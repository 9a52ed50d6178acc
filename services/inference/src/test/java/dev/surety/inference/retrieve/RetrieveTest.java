package dev.surety.inference.retrieve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.api.AnswerRequest;
import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.contract.ContractFile;
import dev.surety.inference.admit.Question;
import dev.surety.inference.stage.Journal;
import dev.surety.inference.stage.Note;
import dev.surety.request.Credentials;
import dev.surety.request.Deadline;
import dev.surety.request.Money;
import dev.surety.request.Priority;
import dev.surety.request.RequestId;
import dev.surety.request.Ticker;
import dev.surety.slo.SliceCall;
import io.smallrye.mutiny.TimeoutException;
import jakarta.ws.rs.WebApplicationException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What callers get when retrieval refuses. */
class RetrieveTest {

    private final Question question = new Question(
            "How many days?",
            null,
            false,
            AnswerRequest.Mode.AUTO,
            new Credentials(null, null),
            SliceCall.once(Deadline.in(Duration.ofSeconds(1), Ticker.SYSTEM), Priority.INTERACTIVE),
            Set.of(),
            ContractFile.read(Path.of("src/test/resources/contract.yaml")),
            Money.ZERO,
            new Journal(RequestId.next(), Instant.EPOCH, line -> {}),
            new Note("1", "2", "3"));

    @Test
    void callersDeadlineIsNoOutageWhoeverNoticesItFirst() {
        assertEquals(List.of(ProblemType.DEADLINE_EXCEEDED, ProblemType.DEADLINE_EXCEEDED), late(true));
    }

    @Test
    void retrievalsOwnTimeOutIs() {
        assertEquals(List.of(ProblemType.RETRIEVAL_UNAVAILABLE, ProblemType.RETRIEVAL_UNAVAILABLE), late(false));
    }

    @Test
    void retrievalWithoutRoomIsOverloadedAndWhatFailsIsAnOutage() {
        var types = Stream.of(new WebApplicationException(429), new WebApplicationException(503), new IllegalStateException("connection refused"))
                .map(failure -> Retrieve.problem(failure, question, true).type())
                .toList();

        assertEquals(List.of(ProblemType.OVERLOADED, ProblemType.RETRIEVAL_UNAVAILABLE, ProblemType.RETRIEVAL_UNAVAILABLE), types);
    }

    private List<ProblemType> late(boolean cutShort) {
        return Stream.of(new TimeoutException(), new WebApplicationException(504))
                .map(failure -> Retrieve.problem(failure, question, cutShort))
                .map(ProblemException::type)
                .toList();
    }
}
