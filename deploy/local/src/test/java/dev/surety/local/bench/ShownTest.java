package dev.surety.local.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.local.bench.Question.Wanted;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShownTest {

    private static final Wanted FORBIDDEN = new Wanted(List.of(), List.of(), List.of(), List.of("pay/bands.md"), List.of("240", "16 weeks"));

    @Test
    void forbiddenWordsAreFoundWhereverTheyStand() {
        var record = """
                {"passages": [{"id": "c-1", "title": "Leave of 16 weeks"}], "stages": [{"reason": "240"}]}""";

        assertEquals(
                List.of("the record shows mustNotContain[0]", "the record shows mustNotContain[1]"), Shown.body("the record", record).leaks(FORBIDDEN));
    }

    @Test
    void idsTimesAndTheQuestionItselfAreNoLeak() {
        var reply = """
                {"requestId": "a-240-b", "question": "Is it 240?", "policyVersion": "240", "citations": [{"documentId": "d-240", "updatedAt": "240"}], "number": 240}""";

        assertEquals(List.of(), Shown.body("the reply", reply).leaks(FORBIDDEN));
    }

    @Test
    void forbiddenDocumentIsFoundEvenInsideAnId() {
        assertEquals(
                List.of("the reply names pay/bands.md"), Shown.body("the reply", "{\"documentId\": \"corpus://x/pay/bands.md\"}").leaks(FORBIDDEN));
    }

    @Test
    void wordsThatAStreamSendsPieceByPieceAreReadAsOne() {
        var stream = """
                event:stage
                data:{"stage":"retrieve","decision":"found","tookMs":24.0}

                event:token
                data:{"text":"for 16 "}

                event:token
                data:{"text":"weeks"}

                """;

        assertEquals(List.of("the stream shows mustNotContain[1]"), Shown.stream("the stream", stream).leaks(FORBIDDEN));
    }

    @Test
    void bodyThatIsNoJsonIsLookedAtAsText() {
        assertEquals(List.of("the reply shows mustNotContain[0]"), Shown.body("the reply", "error: 240 rows").leaks(FORBIDDEN));
    }
}
